"""What was asked in vain comes up in groups, with how often, where, and in which words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import numpy as np
import pytest

from bot.channels.policy_desk.grouping import name_of, place_questions
from bot.records.policy_desk.queue import Asked
from bot.records.turns import TurnRecord, add_turns
from tests.bot.channels.policy_desk.conftest import FEICHENG, WEIHAI, Person, encode, run

NOW = datetime.now(timezone.utc)


def asked(question: str, region: str = WEIHAI, channel: str = "kiosk", days: int = 0) -> TurnRecord:
    return TurnRecord(NOW - timedelta(days=days), channel, region, "no_answer", None, question)


def test_questions_of_one_meaning_stand_in_one_group(member: Callable[..., Person]) -> None:
    editor = member("wang", "editor")
    run(add_turns, [asked("宠物能落户吗"), asked("狗能上户口吗", channel="hotline", days=8)])
    run(add_turns, [asked("房贷没还清行吗"), asked("猫能落户吗", FEICHENG)])
    first, second = editor.get("desk/queue")["groups"]
    counts = ("count", "week", "week_before", "channels")
    assert [first[name] for name in counts] == [2, 1, 1, {"kiosk": 1, "hotline": 1}]
    assert second["examples"] == ["房贷没还清行吗"]
    assert first["examples"] == ["宠物能落户吗", "狗能上户口吗"]


def test_what_comes_later_joins_the_group_that_is_there(member: Callable[..., Person]) -> None:
    editor = member("wang", "editor")
    run(add_turns, [asked("宠物能落户吗")])
    (group,) = editor.get("desk/queue")["groups"]
    run(add_turns, [asked("我家狗狗怎么落户,电话13812345678")])
    (later,) = editor.get("desk/queue")["groups"]
    assert (later["id"], later["count"]) == (group["id"], 2)
    assert "13812345678" not in str(later["examples"])


def test_a_group_is_called_by_what_most_of_its_questions_are_about() -> None:
    name = name_of(["租房备案房东不配合", "威海租房备案怎么弄", "房东不给租房备案"])
    assert name == "租房备案；房东不配合落户"


@pytest.mark.parametrize(
    ("question", "own"),
    [
        ("我在鸿富锦精密电子上班,老板王建国不给开证明", ["鸿富锦", "精密", "王建国"]),
        ("我叫李桂英住阳光花园3号楼2单元,户口本丢了怎么补", ["李桂英", "阳光", "花园", "单元"]),
        ("张家泊村的狗能上户口吗", ["张家泊", "狗"]),
        ("刘德全能进咱集团宿舍那个本子不", ["刘德全", "集团", "宿舍"]),
    ],
)
def test_the_name_of_a_group_has_nothing_that_somebody_wrote_of_themselves(
    question: str, own: list[str]
) -> None:
    name = name_of([question])
    assert name
    assert [word for word in own if word in name] == []


def test_questions_about_nothing_that_is_known_have_a_group_with_a_name(
    member: Callable[..., Person],
) -> None:
    run(add_turns, [asked("狗能不能也落进来")])
    (group,) = member("wang", "editor").get("desk/queue")["groups"]
    assert group["name"] == "还没有归类的问法"
    assert group["examples"] == ["狗能不能也落进来"]


def test_a_hundred_questions_are_put_into_as_many_groups_as_there_are_meanings() -> None:
    rng = np.random.default_rng(7)
    meanings = rng.normal(size=(5, 64))

    def vector(text: str) -> np.ndarray:
        number = int(text.removeprefix("问题"))
        noise = np.random.default_rng(number).normal(scale=0.2, size=64)
        return (meanings[number % 5] + noise).astype(np.float32)

    day = NOW.date()
    found = [Asked("turn", str(n), day, WEIHAI, "kiosk", f"问题{n}") for n in range(100)]
    groups, filed = place_questions(found, [], vector)
    assert len(groups) == 5
    by_group = {
        group.id: {int(one.key) % 5 for one, to in filed if to == group.id} for group in groups
    }
    assert all(len(meanings) == 1 for meanings in by_group.values())
    assert place_questions(found[:3], groups, vector)[0] == []


def test_a_comment_is_kept_without_anybodys_number(member: Callable[..., Person]) -> None:
    editor = member("wang", "editor")
    run(add_turns, [asked("宠物能落户吗")])
    (group,) = editor.get("desk/queue")["groups"]
    body = {"text": "打给13812345678问过"}
    shown = editor.post(f"desk/queue/{group['id']}/comment", body)
    assert [one["text"] for one in shown["comments"]] == ["打给[手机号]问过"]


def test_the_stand_in_encoder_tells_pets_from_houses() -> None:
    assert float(encode("狗") @ encode("房")) < 0.1
