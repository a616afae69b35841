"""What operators changed or did not use becomes questions that a person can review."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot.records.calls import open_call
from bot.records.candidates import main
from bot.records.database import database
from bot.records.suggestions import Decision, Suggestion, decide, save_suggestion
from bot.turns import plain_turn
from luohu.settings import ROOT

NOW = 1_795_000_000_000
SETS = ROOT / "evaluation" / "questions"
CITED = {"document": "371000-weihai", "clause": "二/(一)", "quote": "租赁住房的\n人员可以落户"}


def run(work: Any, *given: Any) -> Any:  # noqa: ANN401
    return asyncio.run(database().run(work, *given))


def suggest(call: str, said: str, number: int, decision: Decision | None = None) -> str:
    turn = plain_turn(f"答{said}", kind="answer", topic="renting", citations=[CITED])
    made = Suggestion(call, str(number), NOW + number, said, turn, {"short": None}, "371000")
    run(save_suggestion, made)
    if decision:
        run(decide, made.id, decision, NOW)
    return made.id


def written(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, list[Any]]:
    """The file, and its items, which the evaluation would take."""
    assert main(arguments) == 0
    text = capsys.readouterr().out
    entries = yaml.safe_load(text)
    schema = json.loads((SETS / "items.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(entries)
    return text, entries["items"]


def test_candidates_have_the_form_of_questions(capsys: pytest.CaptureFixture[str]) -> None:
    call = run(open_call, "wang", None, NOW)[0].id
    suggest(call, "租房能落户吗", 1, Decision("accept"))
    suggest(call, "要多久", 2)
    rejected = suggest(call, "要备案吗", 3, Decision("reject", "引错\n条款"))
    edited = suggest(call, "威海要钱吗", 4, Decision("edit", None, "不要钱"))
    suggest(call, "", 5, Decision("reject", "改错了"))
    text, items = written(capsys)
    assert [item["id"] for item in items] == [
        f"call_{rejected[:12]}-01",
        f"call_{edited[:12]}-01",
    ]
    assert items[0]["text"] == ["威海市", "租房能落户吗", "要多久", "要备案吗"]
    assert items[1]["text"] == ["租房能落户吗", "要多久", "要备案吗", "威海要钱吗"]
    assert all(item["region"] == "371000" for item in items)
    assert "# reject: 引错 条款\n" in text
    assert "# told instead: 不要钱\n" in text
    assert "# cited: 371000-weihai 二/(一): 租赁住房的 人员可以落户\n" in text


def test_without_candidates_the_file_is_empty(capsys: pytest.CaptureFixture[str]) -> None:
    assert written(capsys)[1] == []


def test_only_those_since_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    call = run(open_call, "wang", None, NOW)[0].id
    suggest(call, "威海要备案吗", 1, Decision("reject", "错"))
    assert len(written(capsys, "--since", "2026-11-18")[1]) == 1
    assert written(capsys, "--since", "2026-11-19")[1] == []


def test_a_file_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--out", str(tmp_path / "new.yml")]) == 0
    assert "0 candidates" in capsys.readouterr().err
    assert yaml.safe_load((tmp_path / "new.yml").read_text("utf-8"))["items"] == []


@pytest.mark.parametrize("part", ["open", "held_out"])
def test_nothing_goes_into_the_sets_unread(part: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--out", str(SETS / part / "questions_371000.yml")])
    assert "a person" in capsys.readouterr().err
