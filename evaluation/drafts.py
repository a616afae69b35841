"""How many pathways and conditions are drafted right in a document whose rules are left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from actions.corpus import Corpus
from actions.eligibility.evaluate import leaves
from actions.eligibility.loader import load_facts, load_rulebook
from actions.eligibility.model import Pathway
from actions.publishing.drafting.examples import load_examples
from actions.publishing.drafting.propose import ProposedPathway, is_same_test, propose
from evaluation.counts import Counts


@dataclass(frozen=True)
class Drafted(Counts):
    """Counts of what is proposed, is so, and is both; counts add up.

    Attributes:
        opened: pathways that the document opens.
        proposed: pathways proposed.
        right: of these, those that it opens.
        placed: of these, those with the right clause.
        required: facts that conditions of its pathways are on.
        asked: facts that proposed conditions are on, of pathways that it opens.
        met: of these, those that it requires.
        exact: of these, those with the same comparison.
    """

    opened: int = 0
    proposed: int = 0
    right: int = 0
    placed: int = 0
    required: int = 0
    asked: int = 0
    met: int = 0
    exact: int = 0


def measure_drafts(corpus_dir: Path, corpus: Corpus) -> Iterator[tuple[str, Drafted]]:
    """Draft the rules of each document after those of all others, and compare."""
    facts = load_facts(corpus_dir)
    for folder, document in corpus.documents.items():
        book = load_rulebook(corpus_dir / folder, facts)
        if not book.pathways:
            continue
        proposals = propose(document, load_examples(corpus_dir, without=folder))
        yield folder, _compared(folder, corpus, book.pathways, {one.id: one for one in proposals})


def _compared(
    folder: str,
    corpus: Corpus,
    opened: Mapping[str, Pathway],
    proposed: Mapping[str, ProposedPathway],
) -> Drafted:
    both = opened.keys() & proposed.keys()
    found = Drafted(len(opened), len(proposed), len(both))
    for rules in opened.values():
        found += Drafted(required=len({one.fact for one in leaves(rules.requires)}))
    for name in both:
        clauses = {corpus.find_quote(folder, quote).id for quote in opened[name].quotes}
        tests = {one.fact: one.core for one in leaves(opened[name].requires) if one.core}
        met = [one for one in proposed[name].conditions if one.fact in tests]
        found += Drafted(
            placed=int(proposed[name].clause in clauses),
            asked=len(proposed[name].conditions),
            met=len(met),
            exact=sum(is_same_test(one.test, tests[one.fact]) for one in met),
        )
    return found


def in_words(name: str, found: Drafted) -> str:
    """One line of figures."""
    return (
        f"{name:18} pathways {found.right} of {found.opened} found, {found.right} of "
        f"{found.proposed} proposed right, {found.placed} with their clause; conditions "
        f"{found.met} of {found.required} found, {found.met} of {found.asked} proposed right, "
        f"{found.exact} with their comparison"
    )
