"""A page a document for the lawyer who signs its rules: criterion, fact, quote, gaps, cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from actions.corpus import Corpus, load_corpus
from actions.eligibility.evaluate import NO, YES, findings, leaves, open_groups, truth
from actions.eligibility.judge import VERDICTS
from actions.eligibility.loader import load_facts, load_rulebook
from actions.eligibility.model import Absent, Condition, Fact, Pathway, Predicate, Tree
from actions.eligibility.scenarios import Scenario, load_scenarios

_COLUMNS = ("Criterion", "Core: clearly met by", "Quote", "Open: neither yes nor no", "Scenarios")
_ABSENT_COLUMNS = ("Pathway", "What is said", "Nearest quote", "See")
_INTRODUCTION = """\
Written by `python -m actions.eligibility review` from the document's `pathways.yml` and its
scenarios; do not edit. A row is a criterion: what clearly meets it (core), what the text leaves
open with the words that do, and, in the row `elsewhere`, the standard that other rules hold. In
the last column ✗ marks the scenarios in which the criterion is not met, ? those in which the fact
is not known and ~ those in which the text leaves it open."""


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
        for name, stated in pathway.facets.items():
            yield f"- Asked for `{name}`: {stated.text} — {self._quoted(stated.quote)}"
        for gap in pathway.gaps:
            if not gap.general:
                asked = f" on `{gap.facet}`" if gap.facet else ""
                near = f" — {self._quoted(gap.quote)}" if gap.quote else ""
                yield f"- Silent{asked}: {gap.text}{near}"
        general = [f"`{gap.facet}`" for gap in pathway.gaps if gap.general]
        if general:
            yield f"- Silent like the whole document on {', '.join(general)}"
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
            fact = self._facts[condition.fact]
            yield (
                f"`{condition.id}` {condition.text}",
                _asked(condition.core, fact) if condition.core else "nobody",
                self._quoted(condition.quote),
                self._open(pathway, condition),
                "; ".join(self._deciding(pathway, condition)),
            )
        for group in open_groups(pathway.requires):
            if group.opening:
                inside = ", ".join(f"`{one.id}`" for one in leaves(group))
                yield (
                    f"`{group.id}`" + (f" where {inside}" if inside else ""),
                    "nobody",
                    self._quoted(group.opening.quote),
                    group.opening.text,
                    "; ".join(self._deciding(pathway, group)),
                )

    def _besides(self, pathway: Pathway) -> Iterator[str]:
        materials, place, companions = pathway.materials, pathway.apply_at, pathway.companions
        if materials:
            items = "、".join(materials.items)
            yield f"- Materials: {items} — {self._quoted(materials.quote)}"
        if place:
            yield f"- Where to apply: {place.text} — {self._quoted(place.quote)}"
        if pathway.lands_at:
            lands = pathway.lands_at
            yield f"- Where it lands: {lands.text} — {self._quoted(lands.quote)}"
        if companions:
            states = ", ".join(f"{name} {state}" for name, state in companions.relations.items())
            note = f"; {companions.note}" if companions.note else ""
            yield f"- Companions: {states}{note} — {self._quoted(companions.quote)}"
        for notice in pathway.notices:
            yield f"- Notice ({notice.kind}): {notice.text} — {self._quoted(notice.quote)}"

    def _open(self, pathway: Pathway, condition: Condition) -> str:
        """For which values the text is open and by which words, and the notices on them."""
        lines = []
        if condition.opening:
            fact = self._facts[condition.fact]
            whom = _asked(condition.opens, fact) if condition.opens else "anything else"
            quote = self._quoted(condition.opening.quote)
            lines.append(f"{whom}: {condition.opening.text} {quote}")
        lines += [one.text for one in pathway.notices if one.condition == condition.id]
        lines += [one.text for one in pathway.gaps if one.condition == condition.id]
        return "; ".join(lines)

    def _deciding(self, pathway: Pathway, node: Condition | Tree) -> Iterator[str]:
        for one in self._of(pathway):
            if truth(pathway.requires, one.given.facts, one.day) == NO and not isinstance(
                node, Condition
            ):
                continue
            for found in findings(pathway.requires, one.given.facts, one.day):
                if found.node is node and found.outcome != YES:
                    sign = "✗" if found.outcome == NO else "~" if found.outcome.decided else "?"
                    yield f"{sign} {one.name}"

    def _of(self, pathway: Pathway) -> list[Scenario]:
        return [one for one in self._scenarios if one.pathway == pathway.id]

    def _quoted(self, quote: str) -> str:
        return f"“{quote}”（{self._clause(quote)}）"

    def _clause(self, quote: str) -> str:
        return self._corpus.find_quote(self._document.folder, quote).id


def _asked(test: Predicate, fact: Fact) -> str:
    """The fact and the values that pass the test."""
    titles = {choice.value: choice.title for choice in fact.choices}
    if test.comparison in ("is", "in"):
        value = test.value
        values = value if isinstance(value, tuple) else (value,)
        return f"{fact.label}: " + " / ".join(titles.get(one, str(one).lower()) for one in values)
    years, months = divmod(int(test.value), 12)  # type: ignore[arg-type]
    parts = [f"{years} years" if years else "", f"{months} months" if months else ""]
    sign = "≥" if test.comparison == "at_least" else "<"
    return f"{fact.label} {sign} {' '.join(filter(None, parts))}"


def _outline(node: Tree | Condition) -> str:
    """The tree in one line of condition ids."""
    if isinstance(node, Condition) or not node.parts:
        return f"`{node.id}`"
    return f"{node.group}({', '.join(map(_outline, node.parts))})"


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _row(columns)
    yield _row(["---"] * len(columns))
    yield from map(_row, rows)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
