"""The command ``messages``: false answers and refusals, and what another bar would cost."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from evaluation.false_answers import (
    Counts,
    Judged,
    by_matter,
    figures,
    in_words,
    judge,
    lines,
    load,
)
from evaluation.inside import Inside, built_bot
from evaluation.items import SPLITS
from evaluation.tables import Table
from luohu.clock import today
from luohu.policy import numbers, policy, trying, with_number
from luohu.settings import Settings

BAR = "scope.answerable"
"""The number of ``policy.yml`` that trades refusals for false answers."""

_BARS = (0.15, 0.3, 0.45, 0.6, 0.75, 0.9)
_SETS = "Messages of authors apart"
_MATTERS = "What no document answers, falsely answered, by matter"
_CURVE = "What another bar would cost"


@dataclass(frozen=True)
class Measured:
    """What was measured, on which day, as how many of how many.

    Attributes:
        sets: part and file -> figure -> counts.
        matters: matter -> falsely answered, over all sets.
        curve: bar -> set -> answered from the clause, falsely answered.
    """

    day: str
    sets: dict[str, dict[str, Counts]]
    matters: dict[str, Counts]
    curve: dict[str, dict[str, tuple[Counts, Counts]]]


def messages_file(config: Settings) -> Path:
    """Where the figures are kept for the next scorecard."""
    return config.var_dir / "evaluation" / "messages.json"


def messages_command(config: Settings, curve: bool, progress: Callable[[int, int], None]) -> int:
    """Measure, print and keep the figures of all messages; of held-out ones nothing else is told.

    Args:
        config: of the installation.
        curve: whether other bars are tried as well, which takes as long for each.
        progress: takes how many messages of how many are done.
    """
    messages = {(part, name): held for part in SPLITS for name, held in load(part).items()}
    bars = _BARS if curve else ()
    total = sum(map(len, messages.values())) * (1 + len(bars))
    done = 0

    def judged(bot: Inside) -> dict[str, list[Judged]]:
        nonlocal done
        found: dict[str, list[Judged]] = {}
        for (part, name), held in messages.items():
            for message in held:
                done += 1
                progress(done, total)
                found.setdefault(f"{part}, {name}", []).append(judge(message, bot))
        return found

    with built_bot(config, today()) as bot:
        now = judged(bot)
        others: dict[str, dict[str, tuple[Counts, Counts]]] = {}
        for value in bars:
            with trying(with_number(policy(), BAR, value)):
                others[str(value)] = {name: _trade(one) for name, one in judged(bot).items()}
    everything = [one for held in now.values() for one in held]
    measured = Measured(
        date.isoformat(today()),
        {name: figures(held) for name, held in now.items()},
        by_matter(everything),
        others,
    )
    path = messages_file(config)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(measured), ensure_ascii=False, indent=1) + "\n", "utf-8")
    for name, counted in measured.sets.items():
        print("\n".join((name, *(f"  {line}" for line in lines(counted)))))
    for bar, sets in others.items():
        for name, (answered, false) in sets.items():
            print(f"{BAR} {bar}, {name}: answered {in_words(*answered)}, false {in_words(*false)}")
    return 0


def read_measured(path: Path) -> Measured | None:
    """The figures that were kept; None where nothing was measured."""
    if not path.is_file():
        return None
    return Measured(**json.loads(path.read_text(encoding="utf-8")))


def messages_tables(measured: Measured | None) -> tuple[Table, ...]:
    """The figures as tables of a scorecard."""
    if measured is None:
        return ()
    names = tuple(dict.fromkeys(name for one in measured.sets.values() for name in one))
    return (
        Table(
            _SETS,
            ("set", *names),
            tuple(_row(name, counts, names) for name, counts in measured.sets.items()),
            f"Measured on {measured.day}, each with its interval of 95 %.",
        ),
        Table(
            _CURVE,
            ("bar", "set", "answered from the clause", "falsely answered"),
            tuple(
                (bar, name, in_words(*answered), in_words(*false))
                for bar, sets in measured.curve.items()
                for name, (answered, false) in sets.items()
            ),
            f"The bar is {BAR}, {numbers(policy())[BAR]} today.",
        ),
        Table(
            _MATTERS,
            ("matter", "falsely answered"),
            tuple((name, f"{hits} of {of}") for name, (hits, of) in measured.matters.items()),
        ),
    )


def _row(name: str, counts: Mapping[str, Sequence[int]], names: Sequence[str]) -> tuple[str, ...]:
    return (name, *(in_words(*counts[figure]) if figure in counts else "–" for figure in names))


def _trade(judged: Sequence[Judged]) -> tuple[Counts, Counts]:
    counted = figures(judged)
    return counted["answered from the clause"], counted["falsely answered"]
