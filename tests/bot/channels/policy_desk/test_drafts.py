"""A received file is read, compared with the original by people, and nobody overwrites anybody."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from bot.records.policy_desk.drafts import find_draft, received_of
from bot.records.policy_desk.rights import DESK_ROLES
from tests.bot.channels.policy_desk.conftest import FEICHENG, WEIHAI, Actions, Person, received, run
from tests.bot.channels.policy_desk.drafting import confirm, hand_in, settled

EDITOR, REVIEWER, PUBLISHER = ("editor",), ("reviewer",), ("publisher",)
MAY = {
    **dict.fromkeys(("confirm", "settle", "discard", "read", "propose", "rule"), EDITOR),
    **dict.fromkeys(("absent", "reopen"), EDITOR),
    "scenarios": (*EDITOR, *REVIEWER),
    **dict.fromkeys(("sign", "give-back"), REVIEWER),
    **dict.fromkeys(("publish", "recall"), PUBLISHER),
    "check": DESK_ROLES,
}


@pytest.fixture
def editor(member: Callable[..., Person]) -> Person:
    return member("editor", "editor")


def test_a_file_is_kept_as_it_came_and_read(editor: Person) -> None:
    draft = hand_in(editor, data="原件".encode())
    assert draft["state"] == "open"
    assert draft["form"]["title"] == "关于落户的意见"
    kept = run(received_of, run(find_draft, draft["id"]))
    assert kept == "原件".encode()
    assert draft["sha256"] == hashlib.sha256(kept).hexdigest()
    reading = editor.get(f"desk/drafts/{draft['id']}/reading")
    assert reading["blocks"][0]["text"] == "一、租房可以落户。"
    assert reading["clauses"][0]["stretches"] == [[0, 0, 9]]


def test_a_page_is_drawn_with_the_words_of_a_clause(editor: Person, actions: Actions) -> None:
    draft = hand_in(editor, data=b"received")
    drawn = editor.get(f"desk/drafts/{draft['id']}/page/1?clause=%E4%B8%80")
    assert drawn["boxes"] == [[0.1, 0.1, 0.9, 0.2]]
    words = ["一、租房可以落户。"]
    assert actions.asked[-1] == (
        "/drafts/page",
        {"received": "cmVjZWl2ZWQ=", "page": 1, "words": words},
    )
    editor.get(f"desk/drafts/{draft['id']}/page/2?clause=%E4%B8%80")
    assert actions.asked[-1][1]["words"] == []
    assert editor.ask("GET", f"desk/drafts/{draft['id']}/page/0").status == 404


def test_a_file_that_is_not_taken_says_why_and_can_be_read_again(
    editor: Person, actions: Actions
) -> None:
    actions.refusal = "文件加了密码，读不出来。"
    draft = hand_in(editor)
    assert (draft["state"], draft["told"]) == ("refused", actions.refusal)
    actions.refusal = ""
    reply = editor.post(f"desk/drafts/{draft['id']}/read", {"version": draft["version"]})
    assert reply["draft"]["state"] == "reading"
    assert settled(editor, draft["id"])["state"] == "open"


def test_a_file_that_is_too_large_is_not_even_kept(editor: Person) -> None:
    path = f"desk/drafts?name=a.txt&region={WEIHAI}"
    reply = editor.ask("POST", path, b"x" * ((1 << 20) + 1))
    assert (reply.status, reply.json["error"]["code"]) == (413, "large_file")
    assert editor.get("desk/drafts")["drafts"] == []


def test_each_document_of_a_file_is_a_draft(editor: Person, actions: Actions) -> None:
    actions.documents = [received(), received({"title": "第二份"})]
    hand_in(editor)
    titles = {one["title"] for one in editor.get("desk/drafts")["drafts"]}
    assert titles == {"关于落户的意见", "第二份"}


def test_what_it_is_is_confirmed_by_a_person(editor: Person) -> None:
    draft = hand_in(editor)
    assert draft["confirmed"] is None
    now = confirm(editor, draft, expires="2031-02-28").json["draft"]
    assert now["form"]["expires"] == "2031-02-28"
    assert now["confirmed"]["by"] == "editor"
    assert now["version"] == draft["version"] + 1


@pytest.mark.parametrize(
    "changed",
    [{"title": ""}, {"issued": "去年"}, {"region": "威海"}, {"relations": [{}]}],
)
def test_what_cannot_be_is_not_confirmed(editor: Person, changed: dict[str, Any]) -> None:
    reply = confirm(editor, hand_in(editor), **changed)
    assert (reply.status, reply.json["error"]["code"]) == (400, "bad_draft")


def test_a_draft_is_not_moved_to_a_place_of_others(editor: Person) -> None:
    assert confirm(editor, hand_in(editor), region=FEICHENG).status == 403


def test_a_relation_holds_only_of_a_document_that_is_named(
    editor: Person, actions: Actions
) -> None:
    relation = {"kind": "replaces", "name": "旧意见", "number": None, "quote": "同时废止"}
    unsure = {**relation, "document": None, "confirmed": False}
    actions.documents = [received({"relations": [unsure]})]
    draft = hand_in(editor)
    assert confirm(editor, draft, relations=[{"confirmed": True}]).status == 400
    named = [{"confirmed": True, "document": "371000-weihai", "quote": "编的"}]
    now = confirm(editor, draft, relations=named).json["draft"]
    sure = {**relation, "document": "371000-weihai", "confirmed": True}
    assert now["form"]["relations"] == [sure]


def test_two_who_edit_at_once_do_not_overwrite_each_other(
    editor: Person, member: Callable[..., Person]
) -> None:
    colleague, draft = member("colleague", "editor"), hand_in(editor)
    assert confirm(colleague, draft, number="威政发〔2026〕2号").status == 200
    reply = confirm(editor, draft, title="另一个标题")
    assert (reply.status, reply.json["error"]["code"]) == (409, "stale_draft")
    assert "colleague" in reply.json["error"]["message"]
    now = settled(editor, draft["id"])
    assert (now["form"]["number"], now["form"]["title"]) == ("威政发〔2026〕2号", "关于落户的意见")
    assert confirm(editor, {**draft, "version": now["version"]}, title="另一个标题").status == 200


def test_a_warning_is_settled_by_a_person_with_a_remark(editor: Person) -> None:
    draft = hand_in(editor)
    path, version = f"desk/drafts/{draft['id']}/settle", draft["version"]
    for body in ({"number": 0, "remark": ""}, {"number": 1, "remark": "看过"}, {"number": -1}):
        reply = editor.ask("POST", path, {**body, "version": version})
        assert reply.status == 400, body
    now = editor.post(path, {"number": 0, "remark": "图里没有条文", "version": version})["draft"]
    assert now["settled"]["0"]["remark"] == "图里没有条文"
    assert now["settled"]["0"]["by"] == "editor"


def test_drafts_of_another_place_are_not_there(
    editor: Person, member: Callable[..., Person]
) -> None:
    draft = hand_in(editor)
    other = member("other", "editor", region=FEICHENG)
    assert other.get("desk/drafts")["drafts"] == []
    for method, path in (
        ("GET", ""),
        ("GET", "/reading"),
        ("GET", "/page/1"),
        ("POST", "/check"),
        ("POST", "/confirm"),
    ):
        reply = other.ask(method, f"desk/drafts/{draft['id']}{path}", {"version": 1})
        assert reply.status == 404, path
    reply = other.ask("POST", f"desk/drafts?name=a.txt&region={WEIHAI}", b"text")
    assert reply.status == 403


def test_each_role_changes_only_what_it_may(of_each_role: dict[str, Person]) -> None:
    draft = hand_in(of_each_role["editor"])
    for path, may in MAY.items():
        for role, person in of_each_role.items():
            reply = person.ask("POST", f"desk/drafts/{draft['id']}/{path}", {"version": 0})
            assert (reply.status != 403) == (role in may), (path, role)


def test_every_change_is_in_the_audit(of_each_role: dict[str, Person]) -> None:
    editor = of_each_role["editor"]
    draft = hand_in(editor, data=b"received")
    now = confirm(editor, draft, number="").json["draft"]
    body = {"why": "交错了", "version": now["version"]}
    editor.post(f"desk/drafts/{draft['id']}/discard", body)
    entries = of_each_role["auditor"].get("desk/audit")["entries"]
    of_draft = [one for one in entries if one["subject"] == draft["id"]]
    whats = ["draft.discard", "draft.confirm", "draft.read", "draft.upload"]
    assert [one["what"] for one in of_draft] == whats
    assert of_draft[0]["why"] == "交错了"
    assert (of_draft[1]["before"]["number"], of_draft[1]["after"]["number"]) == (
        "威政发〔2026〕1号",
        "",
    )
    assert of_draft[3]["after"]["sha256"] == hashlib.sha256(b"received").hexdigest()
    assert editor.ask("GET", f"desk/drafts/{draft['id']}").status == 404
