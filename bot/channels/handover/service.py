"""When operators answer, and how long anybody waits for one, from ``service.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import yaml

from bot.channels.handover.wording import word
from bot.words import words_beside
from luohu.settings import settings

OWN_FILE = "handover.yml"
_MONDAY = 1
_OTHERS = "others"


@dataclass(frozen=True)
class Span:
    """A part of some days of the week.

    Attributes:
        days: 1 for Monday to 7.
        begins: time of the day in China.
        ends: the first moment that does not belong to it; None for the end of the day.
    """

    days: tuple[int, ...]
    begins: time
    ends: time | None

    @property
    def told(self) -> str:
        """Its times as people read them."""
        ends = f"{self.ends:%H:%M}" if self.ends else "24:00"
        return f"{self.begins:%H:%M}—{ends}"


@dataclass(frozen=True)
class Service:
    """What is promised of hand-overs.

    Attributes:
        spans: when operators answer.
        holidays: days on which they do not.
        working_days: days on which they do as on a Monday.
        overdue: seconds after which somebody is told that nobody came.
        in_vain: seconds after which they wait no longer.
        absent: channel -> seconds after which a page that is silent has gone.
        poll: seconds between two looks of a page.
        last_words: messages that the operator is shown.
    """

    spans: tuple[Span, ...]
    holidays: frozenset[date]
    working_days: frozenset[date]
    overdue: int
    in_vain: int
    absent: Mapping[str, int]
    poll: int
    last_words: int

    def is_open(self, at: datetime) -> bool:
        """Whether operators answer at a moment of China's time."""
        if at.date() in self.holidays:
            return False
        day = _MONDAY if at.date() in self.working_days else at.isoweekday()
        clock = at.time()
        return any(
            day in span.days and span.begins <= clock and (span.ends is None or clock < span.ends)
            for span in self.spans
        )

    def absent_after(self, channel: str) -> int:
        """Seconds after which a silent page of a channel has gone."""
        return self.absent.get(channel, self.absent[_OTHERS])

    @property
    def hours(self) -> str:
        """When operators answer, as people read it; empty where they never do."""
        by_days: dict[tuple[int, ...], list[str]] = {}
        for span in self.spans:
            by_days.setdefault(span.days, []).append(span.told)
        between = word("between")
        parts = [f"{_days(days)} {between.join(told)}" for days, told in by_days.items()]
        return word("between_days").join(parts)


def service() -> Service:
    """What this installation promises now.

    Raises:
        ValueError: its own file names something that there is not, or holds no hours.
    """
    given = {**words_beside(__file__), **_own(settings().var_dir / "db" / OWN_FILE)}
    return Service(
        spans=tuple(_span(one) for one in given["hours"]),
        holidays=frozenset(given["holidays"]),
        working_days=frozenset(given["working_days"]),
        **{name: given[name] for name in ("overdue", "in_vain", "absent", "poll", "last_words")},
    )


def _own(file: Path) -> dict[str, Any]:
    if not file.is_file():
        return {}
    given = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    if unknown := given.keys() - words_beside(__file__).keys():
        raise ValueError(f"{file}: nothing reads {sorted(unknown)}")
    return dict(given)


def _span(given: Mapping[str, Any]) -> Span:
    ends = None if given["to"] == "24:00" else time.fromisoformat(given["to"])
    return Span(tuple(given["days"]), time.fromisoformat(given["from"]), ends)


def _days(days: tuple[int, ...]) -> str:
    names = word("days")
    if len(days) > 2 and list(days) == list(range(days[0], days[-1] + 1)):
        return word("day_to_day").format(first=names[days[0] - 1], last=names[days[-1] - 1])
    return word("between").join(word("day").format(day=names[day - 1]) for day in days)
