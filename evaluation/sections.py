"""The tables of a scorecard beside its figures: what came instead, cities, attempts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from evaluation.city_figures import AMONG, City, Found
from evaluation.confusion import GIVEN, VERDICTS, Confusion
from evaluation.items import SPLITS, Split
from evaluation.metrics import Metric
from evaluation.tables import Cell, Table
from evaluation.tried import Tried

PARTS: dict[Split, str] = {"open": "open", "held_out": "held out"}
_ALL = "all"
_CITIES_NOTE = (
    "Search alone, by a model, a dictionary and a scope that have learnt nothing of the city; "
    "beside it, as built, by those that have learnt from every document."
)


def confusion_tables(
    confusion: Confusion, part: str, names: Mapping[str, str]
) -> tuple[Table, ...]:
    """What came instead, for one part.

    Args:
        part: the part's name in words.
        names: name of each region code's document folder.
    """
    endings = tuple(
        (ending.set, ending.group, ending.kind, str(passed), str(missed))
        for ending, (passed, missed) in confusion.endings.items()
    )
    instead = tuple(
        (one.kind, one.what, str(count), Metric(count / confusion.labelled, confusion.labelled))
        for one, count in confusion.instead.items()
    )
    swaps = tuple(
        (names.get(swap.region, swap.region), swap.wanted, swap.cited, str(count))
        for swap, count in confusion.swaps.items()
    )
    return (
        Table(
            f"Questions whose first citation is wrong, {part}",
            ("turn", "what came instead", "items", "of all questions"),
            instead,
        ),
        Table(
            f"Commonest clauses cited for others, {part}",
            ("document", "wanted", "cited first", "items"),
            swaps,
        ),
        Table(
            f"Verdicts of dialogues, {part}",
            ("expected", *GIVEN, "right"),
            tuple(_verdict_rows(confusion)),
        ),
        Table(
            f"Last turns by kind, {part}",
            ("set", "group", "turn", "passed", "missed"),
            endings,
        ),
    )


def cities_tables(cities: Sequence[City]) -> tuple[Table, ...]:
    """What search finds in a city of which it has learnt nothing, part by part."""
    names = ("clause first", f"among {AMONG}", "taken for ours")
    head = ("document", *(h for name in names for h in (name, "as built")), "items", "measured")
    return tuple(
        Table(
            f"Cities of which nothing was learnt, {PARTS[split]}",
            head,
            tuple(_city_rows(cities, split)),
            _CITIES_NOTE,
        )
        for split in SPLITS
    )


def tried_table(tried: Sequence[Tried]) -> Table:
    """What was tried, and whether it was kept."""
    rows = tuple((t.what, t.figures, "kept" if t.kept else "dropped", t.because) for t in tried)
    return Table("What was tried", ("what", "figures", "", "because"), rows)


def _verdict_rows(confusion: Confusion) -> Iterator[tuple[Cell, ...]]:
    for expected in VERDICTS:
        counts = [confusion.verdicts.get((expected, given), 0) for given in GIVEN]
        if any(counts):
            right = confusion.verdicts.get((expected, expected), 0)
            yield (expected, *map(str, counts), Metric(right / sum(counts), sum(counts)))


def _city_rows(cities: Sequence[City], split: Split) -> Iterator[tuple[Cell, ...]]:
    for city in cities:
        yield _city_row(city.folder, city.new[split], city.ordinary[split], str(city.measured))
    if len(cities) > 1:
        new = sum((city.new[split] for city in cities), Found())
        ordinary = sum((city.ordinary[split] for city in cities), Found())
        yield _city_row(_ALL, new, ordinary, "")


def _city_row(name: str, new: Found, ordinary: Found, measured: str) -> tuple[Cell, ...]:
    shares = (
        cell
        for figure in ("first", "among", "ours")
        for cell in (new.share(figure), str(ordinary.share(figure)))
    )
    return (name, *shares, str(new.items), measured)
