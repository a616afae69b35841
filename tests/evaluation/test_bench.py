import json
import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evaluation.bench import report
from evaluation.bench.cli import TARGETS
from evaluation.bench.figures import milliseconds, percentile
from evaluation.bench.load import Load, Sample, fault_of
from evaluation.bench.measuring import MANY, ONE, Measured, Round, times_stock
from evaluation.bench.parts import Part, rasa_parts
from evaluation.bench.recorded import Recorded, read_recorded
from evaluation.bench.workload import Resident, Workload, load_workload
from evaluation.client import Reply
from evaluation.items import EvaluationError
from evaluation.targets import Target, load_targets


def load(users: int, ms: float, turns: int, seconds: float = 10.0, fault: str = "") -> Load:
    sample = Sample(ms / 1000, 1.0, "answer", fault)
    return Load(users, seconds, (sample,) * turns)


def measured(one_ms: float, many: int, lost: str = "") -> Measured:
    rounds = {
        ONE: (Round(load(ONE, one_ms, 20), {"Rasa server": 0.4}),),
        MANY: (
            Round(load(MANY, 900, many // 2), {"Rasa server": 4.0}),
            Round(load(MANY, 800, many, fault=lost), {"Rasa server": 4.0, "action server": 1.0}),
        ),
    }
    return Measured(rounds, 1200.0, 21.5)


def quick() -> Measured:
    return replace(measured(18, 900), memory_mb=1000.0, ready_seconds=8.0)


@pytest.fixture
def workload() -> Workload:
    return Workload(
        turns=4,
        shares={"questions": 1, "checks": 1},
        pieces={"questions": (("租房能落户吗",), ("威海", "那买房呢")), "checks": (("帮我看看",),)},
        openings=("", "您好"),
        closings=("", "谢谢"),
        varied_from=5,
        typed_answer="三年了",
        longest_check=2,
    )


def test_a_percentile_lies_between_its_neighbours() -> None:
    assert percentile([4, 1, 3, 2], 0.5) == 2.5
    assert percentile([7], 0.95) == 7
    assert percentile([1, 2, 3], 0) == 1
    assert percentile([1, 2, 3], 1) == 3
    assert milliseconds([0.02, 0.04], 0.5) == pytest.approx(30)
    assert milliseconds([], 0.5) == 0


@pytest.mark.parametrize(("values", "share"), [([], 0.5), ([1.0], 1.5), ([1.0], -0.1)])
def test_what_has_no_percentile_is_refused(values: list[float], share: float) -> None:
    with pytest.raises(ValueError, match="no percentile"):
        percentile(values, share)


def test_turns_after_the_end_do_not_count_as_speed() -> None:
    samples = (Sample(0.1, 1.0, "answer"), Sample(0.1, 2.5, "answer"))
    assert Load(1, 2.0, samples).turns_a_second == 0.5


def test_times_can_be_taken_for_one_kind_of_turn() -> None:
    samples = (Sample(0.1, 1.0, "answer"), Sample(0.3, 1.0, "eligibility"))
    assert Load(1, 2.0, samples).ms(0.5, "eligibility") == pytest.approx(300)
    assert Load(1, 2.0, samples).ms(0.5, "menu") == 0


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        (Reply(({"kind": "answer"},)), ""),
        (Reply(({"kind": "answer"}, {"kind": "answer"})), "2 turns in one reply"),
        (Reply(fault="the reply is empty"), "the reply is empty"),
        (
            Reply(({"kind": "no_answer", "notices": [{"kind": "degraded"}]},)),
            "a turn that only apologises",
        ),
    ],
)
def test_a_turn_is_lost_unless_there_is_exactly_one_true_one(reply: Reply, fault: str) -> None:
    assert fault_of(reply) == fault


def test_a_resident_answers_what_the_bot_asks(workload: Workload) -> None:
    resident = Resident(workload, "a")
    resident.next({})
    tapped = {"question": {"text": "?"}, "options": [{"title": "是", "payload": "是"}]}
    assert resident.next(tapped)[1] == "是"
    assert resident.next({"question": {"text": "?"}, "options": []})[1] == "三年了"
    assert resident.next(tapped)[1] != "是", "nobody answers for ever"


def test_a_resident_begins_a_new_conversation_after_each_session(workload: Workload) -> None:
    resident = Resident(workload, "a")
    senders = [resident.next({})[0] for _ in range(10)]
    assert senders == ["a-1"] * 4 + ["a-2"] * 4 + ["a-3"] * 2


def test_two_bots_are_told_the_same(workload: Workload) -> None:
    one, other = Resident(workload, "a"), Resident(workload, "a")
    assert [one.next({}) for _ in range(20)] == [other.next({}) for _ in range(20)]


def test_questions_are_hardly_ever_worded_alike() -> None:
    resident = Resident(load_workload(), "a")
    said = [message for _, message in (resident.next({}) for _ in range(400)) if len(message) > 8]
    assert len(set(said)) > 0.9 * len(said)


def test_a_workload_that_cannot_be_read_says_which(tmp_path: Path) -> None:
    path = tmp_path / "workload.yml"
    path.write_text("shares: {}", encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"workload\.yml"):
        load_workload(path)


def test_the_best_round_is_compared_with_the_best_of_stock() -> None:
    ours, stock = measured(40, 300), measured(200, 60)
    assert times_stock(ours, stock, MANY) == pytest.approx(5)
    assert times_stock(ours, None, MANY) is None


def test_missed_targets_are_named_and_unmeasured_ones_are_not() -> None:
    targets = load_targets(TARGETS)
    slow = report.figures(measured(90, 200, lost="HTTP status 500"), None, [])
    assert report.missed(slow, targets) == [
        "one_user.p50_ms is 90.0, target ≤ 20",
        "one_user.p95_ms is 90.0, target ≤ 45",
        "users_50.turns_a_second is 20.0, target ≥ 80",
        "memory_mb is 1200.0, target ≤ 1100",
        "ready_seconds is 21.5, target ≤ 10",
        "lost_turns is 200.0, target ≤ 0",
    ]
    assert report.missed(report.figures(quick(), measured(200, 60), []), targets) == []


def test_every_target_is_a_figure_of_a_whole_run() -> None:
    found = report.figures(measured(40, 300), measured(200, 60), [])
    assert set(load_targets(TARGETS)) <= set(found)


def test_figures_can_be_written_as_json() -> None:
    parts = [Part("encode", 9.0, 12.0, 50)]
    found = report.figures(measured(40, 300), measured(200, 60), parts)
    assert json.loads(json.dumps(found))["users_50.cpu_ms"] == pytest.approx(5000 / 300)
    assert any("5.0 times" in line for line in report.notes(found))


def test_tables_line_up_and_say_what_was_not_measured() -> None:
    rows = report.target_rows({"a": 3.0}, {"a": Target("a", at_most=2), "b": Target("b", 1.0)})
    assert report.plain(rows).splitlines() == [
        "target  wanted      measured",
        "a          ≤ 2           3.0  MISSED",
        "b          ≥ 1  not measured",
    ]
    assert report.markdown(rows).splitlines()[1] == "|---|---:|---:|---:|"
    loads = report.load_rows(measured(40, 300), measured(200, 60))
    assert [row[:3] for row in loads[1:]] == [
        ("this bot", "1", "2.0"),
        ("this bot", "50", "30.0"),
        ("stock Rasa", "1", "2.0"),
        ("stock Rasa", "50", "6.0"),
    ]


def test_recorded_messages_carry_what_was_remembered_before_them(tmp_path: Path) -> None:
    ranking = [{"name": "ask_renting", "confidence": 0.8}]
    understood = {"text": "租房呢", "intent": ranking[0], "intent_ranking": ranking}
    events: list[tuple[str, dict[str, Any]]] = [
        ("bench-0-1", {"event": "user", "parse_data": {"text": "威海"}}),
        ("bench-0-1", {"event": "slot", "name": "session", "value": {"region": "371000"}}),
        ("other-0-1", {"event": "user", "parse_data": {"text": "不算"}}),
        ("bench-0-1", {"event": "user", "parse_data": understood}),
    ]
    path = tmp_path / "tracker.db"
    with closing(sqlite3.connect(path)) as store:
        store.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id, data)")
        rows = [(sender, json.dumps(event)) for sender, event in events]
        store.executemany("INSERT INTO events (sender_id, data) VALUES (?, ?)", rows)
        store.commit()
    first, second = read_recorded(path, "bench", 10)
    assert (first.message.text, first.remembered.region) == ("威海", None)
    assert (second.message.text, second.remembered.region) == ("租房呢", "371000")
    assert second.message.subjects == {"renting": 0.8}
    call = second.webhook_call("act")
    assert call["tracker"]["slots"] == {"session": {"region": "371000"}}
    assert call["tracker"]["latest_message"] == understood
    assert len(read_recorded(path, "bench", 1)) == 1


def test_what_a_turn_costs_in_the_rasa_server_is_told_by_its_parts(tmp_path: Path) -> None:
    texts = ("租房能落户吗", "威海买房要什么材料", "/take_up")
    recorded = [Recorded("bench", {"text": text}, None) for text in texts]
    parts = {part.name.strip(): part for part in rasa_parts(recorded, tmp_path, os.environ)}
    assert {"Rasa server, a turn", "encode it", "LogisticRegressionClassifier"} <= set(parts)
    assert all(part.calls == 2 and part.p50_ms >= 0 for part in parts.values())
    assert parts["Rasa server, a turn"].p50_ms > parts["LogisticRegressionClassifier"].p50_ms


def test_parts_that_cannot_be_timed_say_why(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="Rasa server cannot be timed"):
        rasa_parts([Recorded("bench", {"text": "威海"}, None)], tmp_path / "away" / "x", os.environ)
