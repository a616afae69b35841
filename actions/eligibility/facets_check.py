"""Proof that of each thing people ask something is said, and no silence where a clause speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from actions.corpus import Clause, Corpus
from actions.eligibility.evaluate import leaves, open_groups
from actions.eligibility.facets import Cell, Facet, cell_of
from actions.eligibility.finding import Finding
from actions.eligibility.model import Fact, Gap, Pathway, Rulebook
from luohu.text import compact

_QUOTED_WORDS = re.compile("“([^”]+)”")


def check_facets(
    book: Rulebook, corpus: Corpus, facts: Mapping[str, Fact], facets: Mapping[str, Facet]
) -> Iterator[Finding]:
    """What is wrong with what a document is said to say of the one thing asked.

    Args:
        book: the pathways; their quotes stand in the document.
    """
    clauses = corpus.documents[book.folder].clauses
    opening = {
        corpus.find_quote(book.folder, quote).id
        for pathway in book.pathways.values()
        for quote in pathway.quotes
    }
    for name, pathway in book.pathways.items():
        ground = _ground(pathway, book.folder, corpus)
        for unknown in pathway.facets.keys() - facets.keys():
            message = f"no facet {unknown!r} in facets.yml"
            yield Finding(("pathways", name, "facets"), unknown, message, "no_facet")
        for facet in (one for one in facets.values() if one.applies_to(name)):
            yield from _cell(cell_of(facet, pathway, facts), name, ground)
        own = {clause.id for clause in ground.clauses}
        speaking_of_others = tuple(
            clause for clause in clauses if clause.id in opening and clause.id not in own
        )
        for gap in (one for one in pathway.gaps if one.general):
            yield from _taken_over(gap, name, clauses, speaking_of_others)


@dataclass(frozen=True)
class _Ground:
    """What a pathway rests on.

    Attributes:
        first: the clause that opens it.
        clauses: those in which its quotes and its conditions stand, and those above them.
    """

    first: Clause
    clauses: tuple[Clause, ...]


def _ground(pathway: Pathway, folder: str, corpus: Corpus) -> _Ground:
    openings = (group.opening for group in open_groups(pathway.requires))
    quotes = [
        *pathway.quotes,
        *(condition.quote for condition in leaves(pathway.requires)),
        *(opening.quote for opening in openings if opening),
    ]
    found = dict.fromkeys(corpus.find_quote(folder, quote).id for quote in quotes)
    clauses = tuple(
        clause
        for clause in corpus.documents[folder].clauses
        if clause.id in found or any(one.startswith(f"{clause.id}/") for one in found)
    )
    return _Ground(corpus.find_quote(folder, pathway.quotes[0]), clauses)


def _cell(cell: Cell, name: str, ground: _Ground) -> Iterator[Finding]:
    """A facet of which nothing is said, or a silence beside words that speak of it."""
    facet, place = cell.facet, ("pathways", name)
    if facet.part == "responsible" and ground.first.responsible:
        return
    if not cell.says_anything:
        yield Finding(
            place,
            name,
            f"nothing is said of {facet.id!r}: give what the document states under "
            "`facets` with its quote, or say under `gaps` that it does not",
            "facet_unsaid",
            (facet.id,),
        )
    weighed = any(gap.quote and not gap.general for gap in cell.silent)
    if cell.stated or weighed or not facet.evidence:
        return
    for clause in ground.clauses:
        words = re.search(facet.evidence, clause.text)
        if words:
            yield Finding(
                place,
                name,
                f"said to be silent on {facet.id!r}, but {clause.id}, on which it rests, has "
                f"{words[0]!r}: state it under `facets`, or give this pathway a gap that quotes "
                "what comes nearest",
                "facet_speaks",
                (facet.id, clause.id, words[0]),
            )
            return


def _taken_over(
    gap: Gap, name: str, clauses: tuple[Clause, ...], of_others: tuple[Clause, ...]
) -> Iterator[Finding]:
    """Words that a silence of the whole document quotes from what other pathways rest on."""
    for words in filter(None, (gap.quote, *_QUOTED_WORDS.findall(gap.text))):
        holding = [clause for clause in clauses if compact(words) in clause.quote]
        if holding and all(clause in of_others for clause in holding):
            yield Finding(
                ("gaps",),
                gap.text,
                f"the silence of the whole document on {gap.facet!r} is told of {name}, too, and "
                f"quotes {words!r}, which other pathways rest on: give it to these, and say of "
                "the whole document what holds for all",
                "taken_over",
            )
            return
