"""Nothing goes out that one person alone has made: one works on it, others sign and publish."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from bot.channels.policy_desk.drafts.asking import Drafts
from bot.channels.policy_desk.drafts.issuing import keep_publishing
from bot.records.policy_desk.drafts import DRAFTS
from tests.bot.channels.policy_desk.conftest import FEICHENG, Actions, Person, run
from tests.bot.channels.policy_desk.drafting import change, complete, confirm, hand_in, settled


@pytest.fixture
def people(member: Callable[..., Person]) -> dict[str, Person]:
    """Somebody of each role that brings a document out, and one who has all of them."""
    roles = ("editor", "reviewer", "publisher")
    return {role: member(role, role) for role in roles} | {"all": member("all", *roles)}


def signed(people: dict[str, Person]) -> dict[str, Any]:
    """A draft that the reviewer has signed."""
    reply = change(people["reviewer"], complete(people["editor"]), "sign")
    assert reply.status == 200, reply.body
    draft: dict[str, Any] = reply.json["draft"]
    return draft


def test_who_has_worked_on_a_draft_does_not_sign_it(people: dict[str, Person]) -> None:
    reply = change(people["all"], complete(people["all"]), "sign")
    assert (reply.status, reply.json["error"]["code"]) == (409, "same_signer")


def test_who_has_signed_does_not_publish(people: dict[str, Person]) -> None:
    draft = change(people["all"], complete(people["editor"]), "sign").json["draft"]
    reply = change(people["all"], draft, "publish")
    assert (reply.status, reply.json["error"]["code"]) == (409, "own_signature")


def test_what_nobody_has_signed_does_not_go_out(
    people: dict[str, Person], actions: Actions
) -> None:
    reply = change(people["publisher"], complete(people["editor"]), "publish")
    assert (reply.status, reply.json["error"]["code"]) == (409, "draft_state")
    assert not [path for path, _ in actions.asked if path == "/drafts/publish"]


def test_a_draft_is_signed_only_when_nothing_is_left(
    people: dict[str, Person], actions: Actions
) -> None:
    reviewer = people["reviewer"]
    fresh = hand_in(people["editor"])
    reply = change(reviewer, fresh, "sign")
    assert "还没有人核对过" in reply.json["error"]["message"]
    assert "还有1处提醒" in reply.json["error"]["message"]
    draft = complete(people["editor"])
    actions.findings = ["“租赁备案”是程序提议的"]
    assert "程序提议的" in change(reviewer, draft, "sign").json["error"]["message"]
    actions.findings, actions.verdict = [], "ineligible"
    assert "样例“备案了”" in change(reviewer, draft, "sign").json["error"]["message"]
    actions.verdict = "eligible"
    without = change(people["editor"], draft, "scenarios", scenarios=[]).json["draft"]
    assert "还没有样例" in change(reviewer, without, "sign").json["error"]["message"]


def test_a_scan_is_signed_only_when_somebody_has_read_it(
    people: dict[str, Person], actions: Actions
) -> None:
    actions.documents[0]["shown"] |= {"proof_read": False, "warnings": []}
    draft = confirm(people["editor"], hand_in(people["editor"])).json["draft"]
    reply = change(people["reviewer"], draft, "sign")
    assert "逐字校对" in reply.json["error"]["message"]
    read = confirm(people["editor"], draft, proof_read=True).json["draft"]
    assert change(people["reviewer"], read, "sign").status == 200


def test_a_signed_draft_is_published_with_its_received_file(
    people: dict[str, Person], actions: Actions
) -> None:
    draft = signed(people)
    assert change(people["publisher"], draft, "publish").json["draft"]["state"] == "publishing"
    now = settled(people["editor"], draft["id"])
    assert (now["state"], now["publication"]) == ("published", "third")
    assert now["folder"] == "371000-weihai-2026"
    sent = next(body for path, body in actions.asked if path == "/drafts/publish")
    assert sent["received"] == "cmVjZWl2ZWQ="
    assert sent["rules"] == draft["rules"]


def test_what_could_not_be_published_stays_signed_and_says_why(
    people: dict[str, Person], actions: Actions
) -> None:
    actions.unpublished = "没有发布：有1处要改"
    draft = signed(people)
    change(people["publisher"], draft, "publish")
    now = settled(people["editor"], draft["id"])
    assert (now["state"], now["told"]) == ("signed", "没有发布：有1处要改")


def test_a_published_document_is_worked_on_again_under_its_folder(
    people: dict[str, Person], actions: Actions
) -> None:
    draft = signed(people)
    change(people["publisher"], draft, "publish")
    now = settled(people["editor"], draft["id"])
    assert change(people["editor"], now, "rule", pathway="renting").status == 409
    now = change(people["editor"], now, "reopen", why="写错了").json["draft"]
    assert (now["state"], now["signed_by"]) == ("open", "")
    assert change(people["publisher"], now, "publish").status == 409
    change(people["reviewer"], now, "sign")
    assert actions.asked[-1][1]["draft"]["folder"] == "371000-weihai-2026"


def test_a_draft_waits_for_its_time_and_can_be_taken_back(people: dict[str, Person]) -> None:
    publisher, draft = people["publisher"], signed(people)
    tomorrow = (datetime.now(timezone.utc) + timedelta(days=1)).isoformat()
    past = (datetime.now(timezone.utc) - timedelta(days=1)).isoformat()
    assert change(publisher, draft, "publish", at=past).status == 400
    now = change(publisher, draft, "publish", at=tomorrow).json["draft"]
    assert now["state"] == "scheduled"
    assert change(people["editor"], now, "confirm").status == 409
    now = change(publisher, now, "recall", why="再等等").json["draft"]
    assert (now["state"], now["signed_by"]) == ("signed", "reviewer")


def test_a_draft_goes_out_when_its_time_has_come(people: dict[str, Person]) -> None:
    draft = signed(people)
    tomorrow = (datetime.now(timezone.utc) + timedelta(days=1)).isoformat()
    change(people["publisher"], draft, "publish", at=tomorrow)
    asyncio.run(_look_once())
    assert settled(people["editor"], draft["id"])["state"] == "scheduled"
    run(lambda connection: connection.execute(DRAFTS.update().values(publish_at=1)))
    asyncio.run(_look_once())
    assert settled(people["editor"], draft["id"])["state"] == "published"


async def _look_once() -> None:
    """What upkeep does between two looks at the clock."""
    drafts = Drafts()
    looking = asyncio.create_task(keep_publishing(drafts, 60.0))
    await asyncio.sleep(0.5)
    looking.cancel()
    await asyncio.gather(looking, return_exceptions=True)
    await drafts.close()


def test_what_a_server_that_ended_left_half_published_is_published_again(
    people: dict[str, Person],
) -> None:
    draft = signed(people)
    begun = {"state": "publishing", "begun_at": int(datetime.now(timezone.utc).timestamp())}
    run(lambda connection: connection.execute(DRAFTS.update().values(**begun)))
    assert change(people["publisher"], draft, "publish").status == 409
    run(lambda connection: connection.execute(DRAFTS.update().values(begun_at=1)))
    assert change(people["publisher"], draft, "publish").status == 200
    assert settled(people["editor"], draft["id"])["state"] == "published"


def test_a_reviewer_gives_a_draft_back_with_a_reason(people: dict[str, Person]) -> None:
    draft = signed(people)
    assert change(people["reviewer"], draft, "give-back").status == 400
    now = change(people["reviewer"], draft, "give-back", why="条件少了一个").json["draft"]
    assert (now["state"], now["told"]) == ("open", "条件少了一个")


def test_an_earlier_publication_is_gone_back_to_by_who_publishes_for_its_places(
    people: dict[str, Person], member: Callable[..., Person], actions: Actions
) -> None:
    back = {"publication": "first", "current": "second", "why": "答错了"}
    path = "desk/publications/back"
    auditor = member("auditor", "auditor")
    elsewhere = member("elsewhere", "publisher", region=FEICHENG)
    assert elsewhere.ask("POST", path, back).status == 403
    assert people["publisher"].ask("POST", path, {**back, "why": ""}).status == 400
    assert people["publisher"].ask("POST", path, {**back, "publication": "none"}).status == 404
    actions.current = "third"
    reply = people["publisher"].ask("POST", path, back)
    assert (reply.status, reply.json["error"]["code"]) == (409, "stale_publication")
    actions.current = "second"
    people["publisher"].post(path, back)
    entry = auditor.get("desk/audit")["entries"][0]
    assert (entry["what"], entry["why"]) == ("publication.back", "答错了")


def test_each_step_is_in_the_audit(
    people: dict[str, Person], member: Callable[..., Person]
) -> None:
    draft = signed(people)
    change(people["publisher"], draft, "publish")
    settled(people["editor"], draft["id"])
    entries = member("auditor", "auditor").get("desk/audit")["entries"]
    steps = [(one["what"], one["who"]) for one in entries if one["subject"] == draft["id"]]
    assert steps[:3] == [
        ("draft.published", "bot"),
        ("draft.publish", "publisher"),
        ("draft.sign", "reviewer"),
    ]
