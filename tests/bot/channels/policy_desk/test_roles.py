"""Each role is tried at each route: what it may do it can, and nothing else, for its place only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from bot.records import accounts
from bot.records.cases import Case, open_case
from bot.records.policy_desk.rights import DESK_ROLES
from bot.records.turns import TurnRecord, add_turns
from tests.bot.channels.policy_desk.conftest import FEICHENG, WEIHAI, Person, run
from tests.bot.channels.serving import Served

EVERYBODY = (*DESK_ROLES, "none")
ALL = DESK_ROLES
WRITERS = ("editor", "reviewer", "publisher")
OFFICE = {
    "region": WEIHAI,
    "name": "环翠区户籍窗口",
    "address": "文化中路1号",
    "source": "来函",
    "checked_on": "2026-01-01",
}


def tomorrow() -> str:
    return (datetime.now(timezone.utc) + timedelta(days=1)).isoformat()


def switch(scope: str = "place", region: str = WEIHAI) -> dict[str, str]:
    return {"scope": scope, "region": region, "reason": "核对", "until": tomorrow()}


# Method, path, body, and who may. {id} is that of a group with a question from Weihai.
ROUTES: list[tuple[str, str, Callable[[], Any], tuple[str, ...]]] = [
    ("GET", "desk/me", dict, EVERYBODY),
    ("GET", "desk/people", dict, ("administrator",)),
    (
        "POST",
        "desk/rights",
        lambda: {"name": "spare", "role": "editor", "region": WEIHAI, "gives": True},
        ("administrator",),
    ),
    ("GET", "desk/audit", dict, ("auditor", "administrator")),
    # Only for who may see the audit of every place.
    ("GET", "desk/audit.jsonl", dict, ()),
    ("GET", "desk/switches", dict, ALL),
    ("POST", "desk/switches", switch, ("publisher", "administrator")),
    (
        "POST",
        "desk/switches",
        lambda: switch("banner"),
        ("editor", "publisher", "administrator"),
    ),
    # For every place, and so for nobody who works for one.
    ("POST", "desk/switches", lambda: switch("all"), ()),
    ("GET", "desk/offices", dict, ALL),
    ("POST", "desk/offices", lambda: OFFICE, ("editor", "publisher")),
    ("GET", "desk/queue", dict, ALL),
    ("GET", "desk/queue/{id}", dict, ALL),
    ("POST", "desk/queue/{id}/assign", lambda: {"to": "editor"}, WRITERS),
    ("POST", "desk/queue/{id}/comment", lambda: {"text": "问过了"}, WRITERS),
    ("GET", "desk/known.yml", dict, ALL),
    ("POST", "desk/trial", lambda: {"questions": [{"text": "租房能落户吗"}]}, WRITERS),
    ("GET", "desk/deadlines", dict, ALL),
    ("POST", f"desk/drafts?name=a.txt&region={WEIHAI}", lambda: b"text", ("editor",)),
    ("GET", "desk/drafts", dict, ALL),
    ("GET", "desk/draft-book", dict, ALL),
    ("GET", "desk/publications", dict, ALL),
    (
        "POST",
        "desk/publications/back",
        lambda: {"publication": "first", "current": "second", "why": "答错了"},
        ("publisher",),
    ),
]


@pytest.fixture
def group(of_each_role: dict[str, Person]) -> str:
    """A group with one question from Weihai."""
    at = datetime.now(timezone.utc)
    run(accounts.add_account, "spare", "新来的", ["policy"], "correct horse")
    run(add_turns, [TurnRecord(at, "kiosk", WEIHAI, "no_answer", None, "宠物狗能落户吗")])
    (found,) = of_each_role["editor"].get("desk/queue")["groups"]
    return str(found["id"])


def test_each_role_can_do_what_it_may_and_nothing_else(
    of_each_role: dict[str, Person], group: str
) -> None:
    for method, path, body, may in ROUTES:
        for role, person in of_each_role.items():
            reply = person.ask(method, path.format(id=group), body())
            expected = 200 if role in may else 403
            assert reply.status == expected, (method, path, role, reply.body)


def test_a_question_is_settled_by_one_and_reviewed_by_another(
    of_each_role: dict[str, Person], group: str, member: Callable[..., Person]
) -> None:
    how = {
        "settled_as": "clause",
        "document": "371000-weihai",
        "clause": "一/(二)",
        "question": "宠物能落户吗",
    }
    for role in ("auditor", "administrator", "none"):
        assert of_each_role[role].ask("POST", f"desk/queue/{group}/settle", how).status == 403
    both = member("both", "editor", "reviewer")
    settled = both.post(f"desk/queue/{group}/settle", how)["group"]
    assert settled["state"] == "proposed"
    own = both.ask("POST", f"desk/queue/{group}/review", {"agrees": True})
    assert (own.status, own.json["error"]["code"]) == (409, "same_person")
    for role in ("editor", "publisher", "auditor", "administrator", "none"):
        reply = of_each_role[role].ask("POST", f"desk/queue/{group}/review", {"agrees": True})
        assert reply.status == 403, role
    of_each_role["reviewer"].post(f"desk/queue/{group}/review", {"agrees": True})
    known = of_each_role["auditor"].ask("GET", "desk/known.yml").body.decode()
    assert known == "371000-weihai:\n  一/(二):\n  - 宠物能落户吗\n"
    for role in ("auditor", "administrator", "none"):
        reply = of_each_role[role].ask("POST", f"desk/queue/{group}/reopen", {"why": "又来了"})
        assert reply.status == 403, role
    assert (
        of_each_role["editor"].post(f"desk/queue/{group}/reopen", {"why": "又来了"})["group"][
            "state"
        ]
        == "open"
    )


def test_switches_and_offices_are_ended_by_who_may_set_them(
    of_each_role: dict[str, Person],
) -> None:
    on = of_each_role["publisher"].post("desk/switches", switch())["switch"]["id"]
    office = of_each_role["editor"].post("desk/offices", OFFICE)["office"]["id"]
    for path, may in (
        (f"desk/switches/{on}/end", ("publisher", "administrator")),
        (f"desk/offices/{office}/remove", ("editor", "publisher")),
    ):
        for role in EVERYBODY:
            if role not in may:
                assert of_each_role[role].ask("POST", path, {"why": "完了"}).status == 403
        assert of_each_role[may[0]].ask("POST", path).json["error"]["code"] == "no_why"
        of_each_role[may[0]].post(path, {"why": "完了"})


def test_nobody_reaches_into_another_place(member: Callable[..., Person]) -> None:
    feicheng = member("feicheng", *DESK_ROLES, region=FEICHENG)
    at = datetime.now(timezone.utc)
    run(add_turns, [TurnRecord(at, "kiosk", WEIHAI, "no_answer", None, "宠物狗能落户吗")])
    weihai = member("weihai", *DESK_ROLES)
    (group,) = weihai.get("desk/queue")["groups"]
    on = weihai.post("desk/switches", switch())["switch"]["id"]
    office = weihai.post("desk/offices", OFFICE)["office"]["id"]
    assert feicheng.get("desk/queue")["groups"] == []
    assert feicheng.get("desk/switches") == {"on": [], "before": []}
    assert feicheng.get("desk/offices")["offices"] == []
    assert all(one["region"] == FEICHENG for one in feicheng.get("desk/audit")["entries"])
    assert [one["region"] for one in feicheng.get("desk/deadlines")["items"]] == [FEICHENG]
    right = {"name": "feicheng", "role": "editor", "region": WEIHAI, "gives": True}
    for path, body, status in (
        ("desk/switches", switch(), 403),
        ("desk/offices", OFFICE, 403),
        ("desk/rights", right, 403),
        ("desk/rights", {**right, "region": "000000"}, 403),
        (f"desk/switches/{on}/end", {"why": "完了"}, 404),
        (f"desk/offices/{office}/remove", {"why": "完了"}, 404),
        ("desk/offices", {**OFFICE, "region": FEICHENG, "id": office}, 404),
        (f"desk/queue/{group['id']}/comment", {"text": "看看"}, 404),
    ):
        assert feicheng.ask("POST", path, body).status == status, path
    assert weihai.get("desk/offices")["offices"] == [weihai.get("desk/offices")["offices"][0]]


def test_whoever_is_not_signed_in_reaches_nothing(served: Served) -> None:
    for method, path, _body, _may in ROUTES:
        body = None if method == "GET" else _body()
        kind = "octet-stream" if isinstance(body, bytes) else "json"
        headers = {"Content-Type": f"application/{kind}"}
        reply = served.ask(method, f"/hotline/api/{path}", body, headers=headers)
        assert reply.status == 401, path


def test_a_right_that_is_taken_is_gone_at_once(
    member: Callable[..., Person], of_each_role: dict[str, Person]
) -> None:
    right = {"name": "publisher", "role": "publisher", "region": WEIHAI, "gives": False}
    of_each_role["administrator"].post("desk/rights", right)
    assert of_each_role["publisher"].ask("POST", "desk/switches", switch()).status == 403


def test_the_one_who_sees_to_every_place_exports_the_audit(member: Callable[..., Person]) -> None:
    auditor = member("chief", "auditor", region="000000")
    reply = auditor.ask("GET", "desk/audit.jsonl")
    assert reply.status == 200
    assert b'"right.give"' in reply.body
    assert auditor.get("desk/audit")["faults"] == []


def test_any_of_the_staff_records_what_the_window_decided(
    of_each_role: dict[str, Person], served: Served
) -> None:
    case = Case(region=WEIHAI, topic="renting", judged="renting", verdict="eligible")
    code = run(open_case, case).code
    run(accounts.add_account, "window", "窗口", ["operator"], "correct horse")
    window = Person(served, "window")
    assert window.get(f"desk/outcomes/{code}")["verdict"] == "eligible"
    bad = window.ask("POST", "desk/outcomes", {"code": code, "outcome": "refused"})
    assert bad.json["error"]["code"] == "bad_outcome"
    window.post("desk/outcomes", {"code": code, "outcome": "refused", "why": "没有备案"})
    assert window.ask("GET", "desk/outcomes/AAAAAAAA").status == 404
    entries = of_each_role["auditor"].get("desk/audit")["entries"]
    assert (entries[0]["what"], entries[0]["who"]) == ("outcome.record", "window")
