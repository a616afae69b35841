"""What the cluster test calls lost, doubled or mixed is found; memory that grows is seen."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from evaluation.bench.channels.visitor import Visitor
from evaluation.cluster.audit import Audit, audit
from evaluation.cluster.faults import NOTHING, noticed
from evaluation.cluster.soak import Soaked, growth, report
from evaluation.cluster.visiting import Answered, Log
from evaluation.cluster.waiting import Waited

Rows = list[str]


def row(sender: str, kind: str, data: dict[str, object]) -> str:
    return json.dumps({"sender": sender, "type": kind, "data": data})


def turn(sender: str, message: str, text: str) -> Rows:
    """What is stored of a message and its answer."""
    said = row(sender, "user", {"message_id": message})
    return [said, row(sender, "bot", {"data": {"custom": {"text": text}}})]


def someone(number: int = 0) -> Visitor:
    """Somebody who got two answers."""
    visitor = Visitor("load", number, "371000", ("租房能落户吗",), 1.0)
    for message in ("a", "b"):
        visitor.met(0.0, f"{message}{number}", f"{message}{number}", {"text": message})
    return visitor


STORED = [*turn("kiosk-x", "a0", "a"), *turn("kiosk-x", "b0", "b")]


def test_what_everybody_got_and_is_stored_once_is_clean() -> None:
    found = audit(STORED, [someone()], [])
    assert (found.is_clean, found.turns) == (True, 2)


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        (STORED[:2], "lost"),
        ([*STORED, *turn("kiosk-x", "b0", "b")], "doubled"),
        ([*turn("kiosk-x", "a0", "a"), *turn("kiosk-x", "b0", "other")], "mixed"),
        ([*turn("kiosk-x", "a0", "a"), *turn("kiosk-y", "b0", "b")], "mixed"),
        ([*STORED[2:], *STORED[:2]], "mixed"),
        ([*STORED, *turn("kiosk-x", "strange", "?")], "mixed"),
        ([*STORED, STORED[-1]], "mixed"),
    ],
    ids=["gone", "twice", "other words", "two conversations", "order", "others'", "to nothing"],
)
def test_what_is_stored_otherwise_is_found(rows: Rows, kind: str) -> None:
    assert getattr(audit(rows, [someone()], []), kind)


def test_a_message_that_nobody_answered_is_lost() -> None:
    assert audit(STORED, [someone()], ["c0"]).lost == ["c0"]


def test_the_longest_time_without_an_answer_and_what_was_sent_again_are_told() -> None:
    log = Log([Answered(0.0, 1.0, 1), Answered(1.0, 6.0, 3), Answered(6.0, 6.5, 1)])
    seen = noticed(NOTHING, log, 0.0, 8.0)
    assert (seen.gap, seen.waited, seen.again, seen.answers) == (5.0, 5.0, 1, 3)


def soaked(sample: Callable[[int], float]) -> Soaked:
    memory = {"rasa-1": [sample(minute) for minute in range(30)], "rasa-2": [500.0] * 30}
    return Soaked(1800.0, 9.5, memory, 25.0, Audit(17_100))


def test_memory_that_goes_on_growing_is_no_flat_one() -> None:
    leaking = soaked(lambda minute: 500.0 + 3 * minute)
    assert (growth(leaking.memory["rasa-1"]), leaking.is_flat, leaking.is_good) == (
        30.0,
        False,
        False,
    )
    assert "| rasa-1 | 500 | 587 | 587 | +30.0 |" in report(leaking)


def test_caches_that_fill_at_first_are_no_leak() -> None:
    assert soaked(lambda minute: 500.0 + 20 * min(minute, 10)).is_good


@pytest.mark.parametrize(
    ("states", "queue", "good"),
    [
        (["waiting"] * 3, "1|1", True),
        (["waiting", "ended"], "1|0", False),
        (["waiting"], "2|1", False),
        ([], "0|0", False),
    ],
)
def test_who_falls_out_of_the_queue_or_stands_in_it_twice_is_found(
    states: list[str], queue: str, good: bool
) -> None:
    assert Waited(states, queue).is_good is good
