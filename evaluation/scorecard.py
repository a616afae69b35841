"""What a scorecard holds, and the Markdown and the table that show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actions.corpus import Corpus
from evaluation.items import SPLITS, Split
from evaluation.metrics import Metrics, measure, measure_regions
from evaluation.running import ItemResult
from evaluation.targets import Target, missed_targets

REGION_COLUMNS = ("answered", "region", "first", "among", "wanted", "citations", "must_say")
PARTS: dict[Split, str] = {"open": "open", "held_out": "held out"}


@dataclass(frozen=True)
class Part:
    """The figures of one split."""

    split: Split
    items: int
    metrics: Metrics
    regions: dict[str, Metrics]
    missed: tuple[str, ...]

    @property
    def title(self) -> str:
        """The split's name in words."""
        return PARTS[self.split]


@dataclass(frozen=True)
class Scorecard:
    """The figures of a run.

    Attributes:
        about: lines of what was asked when and where.
        names: name of each region code's document folder.
    """

    about: tuple[str, ...]
    parts: tuple[Part, ...]
    targets: dict[str, Target]
    names: dict[str, str]

    @property
    def metric_names(self) -> tuple[str, ...]:
        """Every metric that some part has, in order."""
        return tuple(dict.fromkeys(name for part in self.parts for name in part.metrics))

    @property
    def met(self) -> bool:
        """Whether every part reaches every target that was measured."""
        return not any(part.missed for part in self.parts)


def make_scorecard(
    results: Sequence[ItemResult],
    targets: dict[str, Target],
    corpus: Corpus,
    about: tuple[str, ...],
) -> Scorecard:
    """Measure the results split by split."""
    parts = []
    for split in SPLITS:
        members = [result for result in results if result.item.split == split]
        if members:
            metrics = measure(members)
            missed = missed_targets(metrics, targets)
            parts.append(Part(split, len(members), metrics, measure_regions(members), missed))
    names = {document.region: folder for folder, document in corpus.documents.items()}
    return Scorecard(about, tuple(parts), targets, names)


def figure(part: Part, name: str) -> str:
    """One figure with a mark where it has a target, a dash where it was not measured."""
    if name not in part.metrics:
        return "–"
    return f"{part.metrics[name]}{' ✗' if name in part.missed else ''}"


def markdown(card: Scorecard) -> str:
    """The scorecard as Markdown."""
    return "\n".join(_markdown_lines(card)) + "\n"


def table(card: Scorecard) -> str:
    """The figures as a plain table for the terminal."""
    rows = [("metric", *(part.title for part in card.parts), "target")]
    rows += [_row(card, name) for name in card.metric_names]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _row(card: Scorecard, name: str) -> tuple[str, ...]:
    target = card.targets.get(name)
    figures = (figure(part, name) for part in card.parts)
    return (name, *figures, str(target) if target else "")


def _markdown_lines(card: Scorecard) -> Iterator[str]:
    yield "# Scorecard"
    yield ""
    yield from (f"- {line}" for line in card.about)
    yield ""
    head = ("metric", *(f"{part.title} ({part.items} items)" for part in card.parts), "target")
    yield from _markdown_table(head, [_row(card, name) for name in card.metric_names])
    for part in card.parts:
        yield ""
        yield f"## Questions by region, {part.title}"
        yield ""
        rows = [
            (card.names.get(code, code), *(str(figures[name]) for name in REGION_COLUMNS))
            for code, figures in part.regions.items()
        ]
        yield from _markdown_table(("region", *REGION_COLUMNS), rows)


def _markdown_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
