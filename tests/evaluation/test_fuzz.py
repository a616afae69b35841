"""Hostile inputs are the same from the same seed, and what goes wrong with them is counted."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from evaluation.fuzz import functions
from evaluation.fuzz.counting import STALL, Tally, table
from evaluation.fuzz.inputs import LONGEST, Input, digits_in, in_pieces, made, tells, value
from evaluation.fuzz.keeping import Fuzzed, fuzz_tables, keep, read_fuzzed
from evaluation.fuzz.routes import Caller, numbers_kept

PHONE = "13912345678"


def test_the_same_seed_makes_the_same_inputs() -> None:
    first, again, other = Random(1), Random(1), Random(2)
    inputs = [made(first) for _ in range(300)]
    assert inputs == [made(again) for _ in range(300)]
    assert inputs != [made(other) for _ in range(300)]
    assert {one.kind for one in inputs} == {
        "command",
        "odd",
        "repeated",
        "words",
        "english",
        "told",
        "mixed",
        "spread",
        "number",
    }
    assert all(len(one.text) <= LONGEST + 100 for one in inputs)


def test_any_value_is_json() -> None:
    rng = Random(1)
    kinds = {type(value(rng)) for _ in range(300)}
    assert {str, int, float, bool, list, dict, type(None)} <= kinds


@pytest.mark.parametrize(
    "text",
    [
        f"电话{PHONE}",
        "１３９１２３４５６７８",
        "一三九,一二三四,五六七八",
        "壹叁玖壹贰叁肆伍陆柒捌",
        "①③⑨①②③④⑤⑥⑦⑧",
        "139 1234 5",
        "❶❸❾〡〢〣〤〥〦〧〨",
        "one-three-nine-one-two-three-four-five-six-seven-eight",
        "Yāo Sān Jiǔ Yāo Èr Sān Sì Wǔ Liù Guǎi Bā",
    ],
)
def test_a_number_that_can_still_be_read_is_told(text: str) -> None:
    assert tells(PHONE, text)
    assert Input("number", "", PHONE).survives_in(text)


@pytest.mark.parametrize("text", ["电话[手机号]", "139", "2026年11月29日", ""])
def test_a_number_that_is_gone_is_not(text: str) -> None:
    assert not tells(PHONE, text)
    assert digits_in("一2三") == "123"


@pytest.mark.parametrize(
    ("left", "fault"),
    [("/restart", "command"), (PHONE, "number kept"), (KeyError("x"), "exception")],
)
def test_what_intake_lets_through_is_counted(
    left: str | Exception, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take_in(_text: str) -> Input:
        if isinstance(left, Exception):
            raise left
        return Input("", left)

    monkeypatch.setattr(functions, "take_in", take_in)
    tally = Tally()
    functions._through_intake(tally, Input("number", PHONE, PHONE))
    assert (tally.inputs, tally.faults[fault]) == (1, 1)


def test_an_input_that_takes_too_long_is_a_stall() -> None:
    tally = Tally()
    tally.add(STALL + 0.5)
    tally.add(0.1, "5xx")
    (row,) = table({"intake": tally}, "Functions").rows
    assert row == ("intake", "2", "1500", "0", "1", "1", "0", "0")


def test_every_number_that_is_made_can_be_read_before_it_is_masked() -> None:
    rng = Random(3)
    numbers = [one for one in (made(rng) for _ in range(3000)) if one.number]
    assert numbers
    assert all(one.survives_in(one.text) for one in numbers)


def test_a_text_in_pieces_is_the_same_text() -> None:
    rng = Random(1)
    assert all("".join(in_pieces(rng, text)) == text for text in ("", "电话139", PHONE) * 50)


def test_what_came_of_both_parts_stays_for_the_scorecard(tmp_path: Path) -> None:
    path = tmp_path / "evaluation" / "fuzz.json"
    assert fuzz_tables(read_fuzzed(path)) == ()
    tally = Tally()
    tally.add(0.2)
    tally.add(0.1, "exception", "exception KeyError")
    keep(path, "routes", Fuzzed("2026-11-29", 1, 9, {"kiosk": Tally(9)}, numbers=5, kept=2))
    keep(path, "functions", Fuzzed("2026-11-30", 1, 2, {"intake": tally}))
    kept = read_fuzzed(path)
    assert (kept["functions"].faults, kept["routes"].faults) == (1, 2)
    functions, routes = fuzz_tables(kept)
    assert functions.rows[0][:4] == ("intake", "2", "200", "1")
    assert "2 made on 2026-11-30 from seed 1; faults: 1." in functions.note
    assert "found in databases and logs: 2" in routes.note


def test_a_number_counts_as_sent_once_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evaluation.fuzz.routes.made", lambda _rng: Input("number", "", PHONE))
    caller = Caller("", "", Random(1))
    caller.remember(caller.said().encode())
    caller.said()
    caller.forget()
    caller.remember(PHONE.encode())
    assert caller.numbers == [PHONE]


def test_numbers_are_looked_for_in_databases_and_logs(tmp_path: Path) -> None:
    def write(name: str, text: str) -> None:
        (tmp_path / name).write_text(text, encoding="utf-8")

    for folder in ("db", "log"):
        (tmp_path / folder).mkdir()
    write("db/tracker.db", f"…{PHONE}…")
    write("log/rasa.log", "nothing")
    assert numbers_kept(tmp_path, [PHONE, "13800000000"]) == 1
