"""``python -m evaluation.bench.long``: what the thousandth turn of a conversation costs.

One resident says the same few messages over and over in one conversation; the turns at its end are
compared with those at its beginning, and with as many in conversations that have just begun.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle, islice

from evaluation.bench.figures import milliseconds
from evaluation.bench.load import fault_of
from evaluation.bench.report import Row, plain
from evaluation.bench.usage import cpu_seconds
from evaluation.bench.workload import load_workload
from evaluation.client import Bot
from evaluation.items import EvaluationError
from tools.errors import UserError
from tools.run import running_bot
from tools.setup.progress import Progress

_SAID = 10
"""Different messages; a stretch of turns holds each as often."""
_AT_MOST = 1.2


@dataclass(frozen=True)
class Stretch:
    """Some turns in a row.

    Attributes:
        name: which.
        seconds: of each turn.
        cpu_ms: processor milliseconds of both servers, a turn.
    """

    name: str
    seconds: tuple[float, ...]
    cpu_ms: float


def main() -> int:
    """Measure and print; 0, 1 where late turns cost more than they may, 2 where none is made."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.bench.long", description=__doc__)
    parser.add_argument("--turns", type=int, default=1000)
    parser.add_argument("--stretch", type=int, default=100, help="turns that are compared")
    chosen = parser.parse_args()
    progress = Progress(sys.stdout)
    try:
        with running_bot(progress=progress) as bot:
            found = list(_talk(Bot(bot.bot_url), bot.pids, chosen.turns, chosen.stretch, progress))
    except (EvaluationError, UserError) as error:
        progress.say(f"{error}")
        return 2
    progress.say(plain([("turns", "p50 ms", "p95 ms", "CPU ms a turn"), *map(_row, found)]))
    fresh, last = found[0], found[-1]
    ratio = last.cpu_ms / fresh.cpu_ms
    progress.say(f"The last turns take {ratio:.2f} times the processor of first ones.")
    return 0 if ratio <= _AT_MOST else 1


def _talk(
    bot: Bot, pids: Mapping[str, int], turns: int, stretch: int, progress: Progress
) -> Iterator[Stretch]:
    """First turns of many conversations, then one long one in stretches."""
    said = _messages()
    # The first time of each message pays for what is kept of its words.
    _stretch(bot, pids, "warm", [("long-warm", one) for one in said * 2])
    fresh = [(f"long-{number}", one) for number, one in enumerate(islice(cycle(said), stretch))]
    yield _stretch(bot, pids, "first ones", fresh)
    words = cycle(said)
    for begun in range(0, turns, stretch):
        progress.update(f"turn {begun}")
        told = [("long", one) for one in islice(words, stretch)]
        yield _stretch(bot, pids, f"{begun + 1} to {begun + stretch}", told)


def _stretch(bot: Bot, pids: Mapping[str, int], name: str, told: list[tuple[str, str]]) -> Stretch:
    before = sum(cpu_seconds(pids).values())
    replies = [bot.say(sender, message) for sender, message in told]
    taken = sum(cpu_seconds(pids).values()) - before
    if faults := {fault for one in replies if (fault := fault_of(one))}:
        raise EvaluationError(f"a turn was lost: {', '.join(sorted(faults))}")
    seconds = tuple(one.seconds for one in replies)
    return Stretch(name, seconds, taken * 1000 / len(told))


def _messages() -> list[str]:
    """Questions that name their place, so that none leans on what was said before."""
    pieces = load_workload().pieces
    opened = (one[0] for name, said in pieces.items() if name != "checks" for one in said)
    return [text for text in opened if "威海" in text or "肥城" in text][:_SAID]


def _row(one: Stretch) -> Row:
    ms = (f"{milliseconds(one.seconds, share):.1f}" for share in (0.5, 0.95))
    return (one.name, *ms, f"{one.cpu_ms:.1f}")


if __name__ == "__main__":
    raise SystemExit(main())
