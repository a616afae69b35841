"""What the action server counts and times, for ``/metrics``; names nobody and quotes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import Counter, Gauge, Histogram

from luohu.tracing import span

SERVER = "actions"
"""What this process is called in traces."""

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0)
_TENTHS = tuple(number / 10 for number in range(1, 10))

QUOTES_REFUSED = Counter(
    "luohu_quotes_refused",
    "Quotes that do not stand in the received file and were not sent.",
    ("document",),
)
ANSWERABILITY = Histogram(
    "luohu_answerability",
    "How likely the documents answer a message, where that was looked at.",
    buckets=_TENTHS,
)
STAGE_SECONDS = Histogram(
    "luohu_stage_seconds",
    "Time of the stages in the action server: reading, deciding, telling.",
    ("stage",),
    buckets=_SECONDS,
)
DOCUMENTS = Gauge(
    "luohu_documents", "Documents by how they stand today by their own dates.", ("status",)
)
INDEX_AGE = Gauge("luohu_index_age_seconds", "Age of the oldest index that is searched.")

READING, DECIDING, TELLING = "reading", "deciding", "telling"
"""The stages of a turn in the action server."""


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Count and trace the time of a stage."""
    with STAGE_SECONDS.labels(name).time(), span(SERVER, name):
        yield
