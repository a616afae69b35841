"""Proposed rules written beside a document, in the form of ``pathways.yml``, all unconfirmed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from actions.corpus.reader import read_document
from actions.eligibility.model import Predicate
from actions.publishing.drafting.examples import load_examples
from actions.publishing.drafting.propose import Proposed, ProposedPathway, propose
from actions.publishing.wording import listed, words

PROPOSED_FILE = "proposed.yml"
_SHOWN = 2
_MONTHS = 12


def write_proposals(folder: Path, corpus_dir: Path) -> tuple[ProposedPathway, ...]:
    """Propose rules for the document in a folder and write them beside it.

    No verdict rests on that file: the rules that count stand in ``pathways.yml``, where a person
    has put them.

    Args:
        folder: the document's folder.
        corpus_dir: documents with rules, after which these are proposed.

    Raises:
        CorpusError, RulesError, ValueError: a file that cannot be used.
    """
    document = read_document(folder)
    proposals = propose(document, load_examples(corpus_dir, without=folder.name))
    unfounded = [one.quote for one in proposals if not document.states(one.quote)]
    if unfounded:
        raise ValueError(f"{folder}: proposed on words that it does not have: {unfounded[0]}")
    text = words().say("proposed_rules") + as_yaml(proposals)
    (folder / PROPOSED_FILE).write_text(text, encoding="utf-8")
    return proposals


def proposed_line(proposals: Sequence[ProposedPathway]) -> str:
    """What the office is told of them."""
    count = sum(len(one.conditions) for one in proposals)
    titles = listed([one.title for one in proposals])
    return words().say("refused.proposed", pathways=titles, count=count, file=PROPOSED_FILE)


def as_yaml(proposals: Sequence[ProposedPathway]) -> str:
    """Proposals as YAML, in the document's order."""
    entries = {"proposed": {one.id: _pathway(one) for one in proposals}}
    return yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=1000)


def _pathway(one: ProposedPathway) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "confirmed": False,
        "sure": round(one.sure, _SHOWN),
        "title": one.title,
        "clause": one.clause,
        "quotes": [one.quote],
        "requires": {"all": [_condition(condition) for condition in one.conditions]},
    }
    if one.materials:
        entry["materials"] = {"confirmed": False, "items": list(one.materials)}
    return entry


def _condition(one: Proposed) -> dict[str, Any]:
    return {
        "confirmed": False,
        "sure": round(one.sure, _SHOWN),
        "id": one.fact,
        "fact": one.fact,
        one.test.comparison: _value(one.test),
        "text": one.text,
        "quote": one.quote,
    }


def _value(test: Predicate) -> Any:  # noqa: ANN401 - a value, a list of values or a length
    if test.comparison in ("at_least", "less_than"):
        months = int(test.value)  # type: ignore[arg-type]
        years, rest = divmod(months, _MONTHS)
        return {"months": months} if rest else {"years": years}
    return list(test.value) if isinstance(test.value, tuple) else test.value
