"""A page a document for the lawyer who signs its rules: criterion, fact, quote, gaps, cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from actions.corpus import Corpus, load_corpus
from actions.eligibility.evaluate import deciding_leaves, leaves, truth
from actions.eligibility.judge import VERDICTS
from actions.eligibility.loader import load_facts, load_rulebook
from actions.eligibility.model import Absent, Condition, Fact, Pathway, Tree
from actions.eligibility.scenarios import Scenario, load_scenarios

_COLUMNS = ("Criterion", "Fact asked", "Quote", "What is open", "Scenarios")
_ABSENT_COLUMNS = ("Pathway", "What is said", "Nearest quote", "See")
_INTRODUCTION = """\
Written by `python -m actions.eligibility review` from the document's `pathways.yml` and its
scenarios; do not edit. In the last column ✗ marks the scenarios in which the criterion is not met
and ? those in which it is not known; the row `elsewhere` has those that meet all that this
document states."""


def reviews(corpus_dir: Path, scenarios_dir: Path) -> dict[str, str]:
    """The review page of every document, by folder.

    Args:
        corpus_dir: the documents and their rules.
        scenarios_dir: ``<folder>.yml`` with the scenarios of each document.
    """
    corpus, facts = load_corpus(corpus_dir), load_facts(corpus_dir)
    pages = {}
    for folder in corpus.documents:
        book = load_rulebook(corpus_dir / folder, facts)
        scenarios = load_scenarios(scenarios_dir / f"{folder}.yml", facts)
        page = _Page(corpus, facts, folder, scenarios)
        lines = [*page.head(), *_INTRODUCTION.splitlines()]
        for pathway in book.pathways.values():
            lines += ["", *page.pathway(pathway)]
        lines += ["", *page.absent(book.absent), "", "Reviewed by: ____________ Date: __________"]
        pages[folder] = "\n".join(lines) + "\n"
    return pages


class _Page:
    """The parts of one document's page."""

    def __init__(
        self,
        corpus: Corpus,
        facts: Mapping[str, Fact],
        folder: str,
        scenarios: Sequence[Scenario],
    ) -> None:
        self._corpus, self._facts, self._scenarios = corpus, facts, scenarios
        self._document = corpus.documents[folder]

    def head(self) -> list[str]:
        one = self._document
        dates = f"effective {one.effective_from or 'not stated'}, expires "
        return [
            f"# {one.folder}",
            "",
            f"{one.issuer}《{one.title}》{one.doc_number or ''}".strip(),
            "",
            f"Issued {one.issued or 'not stated'}, {dates}{one.expires_on or 'not stated'}.",
            "",
        ]

    def pathway(self, pathway: Pathway) -> Iterator[str]:
        yield f"## {pathway.id} {pathway.title}"
        yield ""
        yield pathway.summary
        yield ""
        yield from (f"> {self._quoted(quote)}  " for quote in pathway.quotes)
        yield ""
        yield f"Met by {_outline(pathway.requires)}"
        yield ""
        yield from _table(_COLUMNS, self._rows(pathway))
        yield ""
        yield from self._besides(pathway)
        yield from (f"- Open: {gap}" for gap in pathway.gaps)
        yield from (f"- Reading: {reading}" for reading in pathway.readings)
        for verdict in VERDICTS:
            names = [one.name for one in self._of(pathway) if one.verdict == verdict]
            yield f"- Scenarios, {verdict}: {'; '.join(names) or 'none'}"

    def absent(self, absent: Mapping[str, Absent]) -> Iterator[str]:
        yield "## Not opened by this document"
        yield ""
        rows = [
            (name, one.note, self._quoted(one.quote) if one.quote else "", one.see or "")
            for name, one in absent.items()
        ]
        yield from _table(_ABSENT_COLUMNS, rows)

    def _rows(self, pathway: Pathway) -> Iterator[tuple[str, ...]]:
        for condition in leaves(pathway.requires):
            yield (
                f"`{condition.id}` {condition.text}",
                _asked(condition, self._facts[condition.fact]),
                self._quoted(condition.quote),
                self._open(pathway, condition),
                "; ".join(self._deciding(pathway, condition)),
            )
        if pathway.elsewhere:
            passed = [
                one.name
                for one in self._of(pathway)
                if truth(pathway.requires, one.given.facts, one.day)
            ]
            quote, text = self._quoted(pathway.elsewhere.quote), pathway.elsewhere.text
            yield "`elsewhere`", "", quote, text, "; ".join(passed)

    def _besides(self, pathway: Pathway) -> Iterator[str]:
        materials, place, companions = pathway.materials, pathway.apply_at, pathway.companions
        if materials:
            items = "、".join(materials.items)
            yield f"- Materials: {items} — {self._quoted(materials.quote)}"
        if place:
            yield f"- Where: {place.text} — {self._quoted(place.quote)}"
        if companions:
            states = ", ".join(f"{name} {state}" for name, state in companions.relations.items())
            note = f"; {companions.note}" if companions.note else ""
            yield f"- Companions: {states}{note} — {self._quoted(companions.quote)}"
        for notice in pathway.notices:
            yield f"- Notice ({notice.kind}): {notice.text} — {self._quoted(notice.quote)}"

    def _open(self, pathway: Pathway, condition: Condition) -> str:
        """The doubts that a notice raises about the clause of a condition."""
        clause = self._clause(condition.quote)
        texts = (one.text for one in pathway.notices if self._clause(one.quote) == clause)
        return "; ".join(texts)

    def _deciding(self, pathway: Pathway, condition: Condition) -> Iterator[str]:
        for one in self._of(pathway):
            for stated, met in deciding_leaves(pathway.requires, one.given.facts, one.day):
                if stated is condition and met is not True:
                    yield f"{'?' if met is None else '✗'} {one.name}"

    def _of(self, pathway: Pathway) -> list[Scenario]:
        return [one for one in self._scenarios if one.pathway == pathway.id]

    def _quoted(self, quote: str) -> str:
        return f"“{quote}”（{self._clause(quote)}）"

    def _clause(self, quote: str) -> str:
        return self._corpus.find_quote(self._document.folder, quote).id


def _asked(condition: Condition, fact: Fact) -> str:
    """The fact and the values that meet the condition."""
    titles = {choice.value: choice.title for choice in fact.choices}
    if condition.comparison in ("is", "in"):
        value = condition.value
        values = value if isinstance(value, tuple) else (value,)
        return f"{fact.label}: " + " / ".join(titles.get(one, str(one).lower()) for one in values)
    years, months = divmod(int(condition.value), 12)  # type: ignore[arg-type]
    parts = [f"{years} years" if years else "", f"{months} months" if months else ""]
    sign = "≥" if condition.comparison == "at_least" else "<"
    return f"{fact.label} {sign} {' '.join(filter(None, parts))}"


def _outline(node: Tree | Condition) -> str:
    """The tree in one line of condition ids."""
    if isinstance(node, Condition):
        return f"`{node.id}`"
    return f"{node.group}({', '.join(map(_outline, node.parts))})"


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _row(columns)
    yield _row(["---"] * len(columns))
    yield from map(_row, rows)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
