"""What the policy desk has set holds for whatever is answered, and nothing else is touched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from actions.conversation.message import Message
from actions.conversation.respond import Reply, respond
from actions.conversation.services import Services
from actions.conversation.session import Session
from actions.conversation.standing import NOTHING, Standing
from tests.actions.conftest import USUAL_DAY, Contract

WEIHAI, FOLDER = "371000", "371000-weihai"
RENTING = "一/(二)"
REASON = "窗口在核对新文件"
OFFICE = {
    "name": "环翠区户籍窗口",
    "address": "文化中路1号",
    "hours": "工作日9:00到17:00",
    "phone": "0631-5200000",
    "source": "区分局来函",
    "checked_on": "2026-11-01",
}


def ask(
    services: Services,
    text: str,
    standing: Standing = NOTHING,
    subject: str = "renting",
    session: Session | None = None,
) -> Reply:
    ranking = {f"ask_{subject}": 0.95}
    message = Message(text, f"ask_{subject}", 0.95, ranking)
    before = session or Session(region=WEIHAI)
    return respond(message, before, services, USUAL_DAY, standing=standing)


def set_to(scope: str, document: str = "", target: str = "", region: str = WEIHAI) -> Standing:
    switch = {
        "scope": scope,
        "region": region,
        "document": document,
        "target": target,
        "reason": REASON,
        "until": "2026-12-05",
    }
    return Standing.from_dict({"switches": [switch]})


@pytest.fixture
def renting(services: Services) -> Mapping[str, str]:
    """Document and clause that answer whether one may settle by renting."""
    citation = ask(services, "租房能落户吗").turn.citations[0]
    return {"document": citation.document, "clause": citation.clause}


def assert_handed_over(reply: Reply, contract: Contract) -> None:
    turn = reply.turn
    assert turn.kind == "handoff"
    assert turn.citations == ()
    assert REASON in turn.text and "2026年12月5日" in turn.text and "12345" in turn.text
    assert [notice.kind for notice in turn.notices] == ["handed_over"]
    contract.validate(turn.as_dict())


def test_whatever_rests_on_what_is_switched_off_is_handed_over(
    services: Services, contract: Contract, renting: Mapping[str, str]
) -> None:
    document, clause = renting["document"], renting["clause"]
    for standing in (
        set_to("all", region="000000"),
        set_to("place"),
        set_to("document", document),
        set_to("pathway", target="renting"),
        set_to("clause", document, clause),
    ):
        assert_handed_over(ask(services, "租房能落户吗", standing), contract)


def test_what_rests_on_something_else_is_answered(services: Services) -> None:
    plain = ask(services, "租房能落户吗").turn
    for standing in (
        set_to("place", region="370983"),
        set_to("document", "370983-feicheng"),
        set_to("pathway", target="graduate"),
        set_to("pathway", target="renting", region="370983"),
        set_to("clause", FOLDER, "no such clause"),
    ):
        assert ask(services, "租房能落户吗", standing).turn == plain


def test_danger_is_answered_whatever_is_switched_off(services: Services) -> None:
    message = Message("我不想活了", "smalltalk", 0.5, {})
    standing = set_to("all", region="000000")
    turn = respond(message, Session(), services, USUAL_DAY, standing=standing).turn
    assert turn.kind == "refusal"


def test_a_check_ends_where_its_pathway_is_switched_off_and_what_was_told_stays(
    services: Services,
) -> None:
    checking = Session(
        region=WEIHAI,
        topic="renting",
        checking="renting",
        asked_fact="lease_registered",
        facts={"dwelling_in_town": True},
    )
    reply = ask(services, "备案了", set_to("pathway", target="renting"), session=checking)
    assert reply.turn.kind == "handoff"
    assert (reply.session.checking, reply.session.asked_fact) == (None, None)
    assert reply.session.facts["dwelling_in_town"] is True
    after = ask(services, "租房能落户吗", session=reply.session)
    assert after.turn.kind != "handoff"


def test_the_reason_is_said_in_words_for_each_scope(services: Services) -> None:
    said = {
        "place": "威海市的问题",
        "pathway": "“租房落户”",
    }
    for scope, words in said.items():
        target = "renting" if scope == "pathway" else ""
        turn = ask(services, "租房能落户吗", set_to(scope, target=target)).turn
        assert words in turn.text, scope


def offices(number: int = 1, region: str = WEIHAI) -> Standing:
    made = [{**OFFICE, "name": f"{n}号窗口"} for n in range(number)]
    return Standing.from_dict({"offices": {region: made}})


def test_nothing_is_said_of_offices_where_the_directory_is_empty(services: Services) -> None:
    assert ask(services, "租房落户去哪里办").turn.offices == ()


def test_who_asks_where_to_go_gets_the_offices_as_their_own_data(
    services: Services, contract: Contract
) -> None:
    turn = ask(services, "租房落户去哪里办", offices()).turn
    (part,) = [part for part in turn.parts if "0号窗口" in part.text]
    assert part.citations == ()
    assert "不是文件里写的" in part.text and "区分局来函" in part.text
    assert "2026年11月1日" in part.text
    assert all("0号窗口" not in citation.quote for citation in turn.citations)
    contract.validate(turn.as_dict())


def test_who_is_handed_over_is_told_where_to_go(services: Services) -> None:
    both = replace(set_to("place"), offices=offices().offices)
    turn = ask(services, "租房能落户吗", both).turn
    assert [office.name for office in turn.offices] == ["0号窗口"]


def test_a_verdict_names_the_offices_before_the_clauses(services: Services) -> None:
    facts: dict[str, Any] = {
        "dwelling_in_town": True,
        "lease_registered": True,
        "landlord_promise": "written",
    }
    judged = Session(region=WEIHAI, topic="renting", judged="renting", facts=facts)
    turn = ask(services, "我租房符合条件吗，备案了", offices(5), session=judged).turn
    assert turn.kind == "eligibility"
    assert len(turn.offices) == 3
    kinds = [part.kind for part in turn.parts]
    place = next(n for n, part in enumerate(turn.parts) if "号窗口" in part.text)
    assert place < kinds.index("clause")


def test_another_places_offices_are_not_named(services: Services) -> None:
    assert ask(services, "租房落户去哪里办", offices(region="370983")).turn.offices == ()


def test_a_question_of_something_else_names_no_offices(services: Services) -> None:
    assert ask(services, "租房要带什么材料", offices()).turn.offices == ()
