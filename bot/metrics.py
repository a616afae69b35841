"""What the Rasa server counts and times, for ``/metrics``; names nobody and quotes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import Counter, Gauge, Histogram

from luohu.tracing import span

SERVER = "rasa"
"""What this process is called in traces."""

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0)

TURNS = Counter(
    "luohu_turns", "Turns that went out, by what they are.", ("kind", "region", "channel")
)
TURN_SECONDS = Histogram(
    "luohu_turn_seconds",
    "Time of a turn and of its stages: understanding, action, storing, whole.",
    ("stage",),
    buckets=_SECONDS,
)
OVERTAKEN = Counter(
    "luohu_turns_overtaken", "Turns made anew as another server had gone on with the conversation."
)
TURNS_UNDER_WAY = Gauge("luohu_turns_under_way", "Messages that are being answered.")
SOCKETS = Gauge("luohu_sockets", "WebSockets that are open.")
RECORDS_WAITING = Gauge("luohu_records_waiting", "Turns that wait to be written to the records.")
PEOPLE_WAITING = Gauge("luohu_people_waiting", "People who wait for a person at the console.")
REDIS_AWAY = Gauge("luohu_redis_away", "1 where Redis is set and does not answer.")

UNDERSTANDING, ACTION, STORING, WHOLE = "understanding", "action", "storing", "whole"
"""The stages of a turn."""


@contextmanager
def stage(name: str, **attributes: str) -> Iterator[None]:
    """Count and trace the time of a stage.

    Args:
        name: of the stage.
        attributes: what the trace tells of it besides.
    """
    with TURN_SECONDS.labels(name).time(), span(SERVER, name, **attributes):
        yield
