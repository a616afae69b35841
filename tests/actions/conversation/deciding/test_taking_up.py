"""A case that began elsewhere goes on where it stood, and says what was carried over."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.conversation.conftest import Start, Talk

TAKE_UP = "take_up"
UNMET = {"dwelling_in_town": True, "lease_registered": True, "landlord_promise": "refused"}


def taken_up(talk: Talk) -> Any:  # noqa: ANN401
    return talk.say("/take_up", act=TAKE_UP)


def test_nothing_to_go_on_with_is_a_greeting(start: Start) -> None:
    turn = taken_up(start())
    assert turn["kind"] == "menu"
    assert turn["options"]


def test_a_mere_place_leads_to_what_can_be_asked_there(start: Start) -> None:
    turn = taken_up(start(region="371000"))
    assert turn["kind"] == "menu"
    assert turn["region"]["code"] == "371000"
    assert "威海" in turn["text"]


def test_facts_that_suffice_lead_to_the_verdict(start: Start) -> None:
    turn = taken_up(start(region="371000", topic="renting", facts=UNMET))
    assert turn["eligibility"]["verdict"] == "ineligible"


def test_facts_that_do_not_suffice_lead_to_the_next_question_with_the_clause(start: Start) -> None:
    talk = start(region="371000", topic="renting", facts={"dwelling_in_town": True})
    turn = taken_up(talk)
    assert turn["question"]["fact"] not in talk.session.facts
    assert turn["citations"]
    assert talk.session.checking == "renting"


def test_the_person_sees_what_was_carried_over(start: Start) -> None:
    turn = taken_up(
        start(
            region="370983",
            topic="renting",
            facts={"residence_days": 800, "landlord_consents": True},
            unknown=("social_insurance",),
        )
    )
    first = turn["text"].split("\n")[0]
    assert "肥城" in first
    assert "租房落户" in first
    assert "2年2个月9天" in first
    assert "房东同意落户：是" in first
    assert "按规定参加社会保险" in first


def test_the_check_goes_on_with_the_answers_given_here(start: Start) -> None:
    talk = start(
        region="371000", topic="renting", facts={"dwelling_in_town": True, "lease_registered": True}
    )
    assert taken_up(talk)["question"]["fact"] == "landlord_promise"
    assert talk.say("写了", act="affirm")["eligibility"]["verdict"] == "eligible"


def test_changed_facts_give_a_changed_verdict(start: Start) -> None:
    before = taken_up(start(region="371000", topic="renting", facts=UNMET))
    after = taken_up(
        start(region="371000", topic="renting", facts=UNMET | {"landlord_promise": "written"})
    )
    assert before["eligibility"]["verdict"] == "ineligible"
    assert after["eligibility"]["verdict"] == "eligible"


def test_after_a_digression_the_check_is_what_goes_on(start: Start) -> None:
    turn = taken_up(
        start(
            region="371000",
            checking="renting",
            asked_fact="lease_registered",
            topic="schooling",
            facts={"dwelling_in_town": True},
        )
    )
    assert turn["topic"] == "renting"
    assert turn["question"]["fact"] == "lease_registered"


def test_after_a_digression_the_verdict_is_what_goes_on(start: Start) -> None:
    turn = taken_up(start(region="371000", judged="renting", topic="schooling", facts=UNMET))
    assert turn["eligibility"]["pathway"] == "renting"


def test_another_subject_is_answered(start: Start) -> None:
    turn = taken_up(start(region="371000", topic="validity"))
    assert (turn["kind"], turn["topic"]) == ("answer", "validity")


def test_a_pathway_that_the_place_does_not_open_is_said_to_be_so(start: Start) -> None:
    turn = taken_up(start(region="371000", topic="points", facts=UNMET))
    assert turn["kind"] == "no_answer"
    assert turn["topic"] == "points"


def test_a_case_without_a_place_asks_for_it_and_then_goes_on(start: Start) -> None:
    talk = start(topic="renting", facts=UNMET)
    assert taken_up(talk)["kind"] == "clarify_region"
    assert talk.say("威海")["eligibility"]["verdict"] == "ineligible"


def test_an_uncovered_place_stays_uncovered(start: Start) -> None:
    assert taken_up(start(outside="石家庄市", topic="renting"))["kind"] == "unsupported_region"


def test_which_pathway_is_asked_again(start: Start) -> None:
    turn = taken_up(start(region="371000", checking="pathway", asked_fact="pathway"))
    assert turn["question"]["fact"] == "pathway"


@pytest.mark.parametrize(
    "session",
    [
        {"region": "999999", "topic": "renting"},
        {"region": "371000", "topic": "nonsense", "facts": {"nonsense": 1}},
        {"region": "371000", "topic": "renting", "unknown": ("nonsense",)},
    ],
)
def test_a_case_that_makes_no_sense_breaks_nothing(start: Start, session: dict[str, Any]) -> None:
    assert taken_up(start(**session))["text"]
