"""What a scorecard holds, and the Markdown and the table that show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from actions.corpus import Corpus
from evaluation.city_figures import City
from evaluation.confusion import Confusion, confuse
from evaluation.fuzz.keeping import Fuzzed, fuzz_tables
from evaluation.items import SPLITS, Split
from evaluation.messages_command import Measured, messages_tables
from evaluation.metrics import Metrics, measure, measure_regions
from evaluation.running import ItemResult
from evaluation.sections import PARTS, cities_tables, confusion_tables, tried_table
from evaluation.tables import Table, markdown_lines
from evaluation.targets import Target, missed_targets
from evaluation.tried import Tried

REGION_COLUMNS = ("answered", "region", "first", "among", "wanted", "citations", "must_say")


@dataclass(frozen=True)
class Part:
    """The figures of one split."""

    split: Split
    items: int
    metrics: Metrics
    regions: dict[str, Metrics]
    missed: tuple[str, ...]
    confusion: Confusion

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
        cities: what search finds where it has learnt nothing, as last measured.
        tried: what was tried to mend a figure.
        apart: false answers and refusals on messages of authors apart, as last measured.
        fuzzed: what came of hostile inputs, as last tried.
    """

    about: tuple[str, ...]
    parts: tuple[Part, ...]
    targets: dict[str, Target]
    names: dict[str, str]
    cities: tuple[City, ...] = ()
    tried: tuple[Tried, ...] = ()
    apart: Measured | None = None
    fuzzed: Mapping[str, Fuzzed] = field(default_factory=dict)

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
    cities: tuple[City, ...] = (),
    tried: tuple[Tried, ...] = (),
    apart: Measured | None = None,
    fuzzed: Mapping[str, Fuzzed] | None = None,
) -> Scorecard:
    """Measure the results split by split."""
    parts = []
    for split in SPLITS:
        members = [result for result in results if result.item.split == split]
        if members:
            metrics = measure(members)
            part = Part(
                split,
                len(members),
                metrics,
                measure_regions(members),
                missed_targets(metrics, targets),
                confuse(members, corpus),
            )
            parts.append(part)
    names = {document.region: folder for folder, document in corpus.documents.items()}
    return Scorecard(about, tuple(parts), targets, names, cities, tried, apart, fuzzed or {})


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


def part_tables(card: Scorecard, part: Part) -> tuple[Table, ...]:
    """What is shown of one part beside its figures."""
    return confusion_tables(part.confusion, part.title, card.names)


def other_tables(card: Scorecard) -> tuple[Table, ...]:
    """What is shown after the parts."""
    return (
        *messages_tables(card.apart),
        *cities_tables(card.cities),
        *fuzz_tables(card.fuzzed),
        tried_table(card.tried),
    )


def _markdown_lines(card: Scorecard) -> Iterator[str]:
    yield "# Scorecard"
    yield ""
    yield from (f"- {line}" for line in card.about)
    head = ("metric", *(f"{part.title} ({part.items} items)" for part in card.parts), "target")
    rows = tuple(_row(card, name) for name in card.metric_names)
    tables = [Table("Figures", head, rows)]
    for part in card.parts:
        tables += [_regions(card, part), *part_tables(card, part)]
    for shown in (*tables, *other_tables(card)):
        yield from markdown_lines(shown)


def _regions(card: Scorecard, part: Part) -> Table:
    rows = tuple(
        (card.names.get(code, code), *(str(figures[name]) for name in REGION_COLUMNS))
        for code, figures in part.regions.items()
    )
    return Table(f"Questions by region, {part.title}", ("region", *REGION_COLUMNS), rows)
