"""What if: the verdict on what is supposed, which is never taken for said."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.conversation.conftest import Start, Talk

LEASE = {"dwelling_in_town": True, "lease_registered": True}
FITS = {**LEASE, "landlord_promise": "written"}
# In Feicheng a year is missing, and until then nothing else.
A_YEAR_SHORT = {
    **FITS,
    "rental_time_adds_up": False,
    "social_insurance": True,
    "dwelling_self_contained": True,
    "residence_days": 365,
    "lease_days": 365,
}
CHANGED = "假如像您说的那样，结论就不一样了"
SAME = "假如像您说的那样，结论还是这样"
NO_MATTER = "不影响结论"


def judged(start: Start, region: str, facts: dict[str, Any]) -> Talk:
    return start(region=region, topic="renting", judged="renting", facts=facts)


@pytest.mark.parametrize(
    ("text", "verdict", "lead"),
    [
        ("要是房东不同意呢", "ineligible", CHANGED),
        ("要是没备案会怎样", "ineligible", CHANGED),
        ("要是房东写了承诺书呢", "eligible", SAME),
        ("要是房东同意了呢", "eligible", SAME),
        ("要是我有社保呢", "eligible", NO_MATTER),
    ],
)
def test_a_supposition_is_judged_and_what_was_said_stays(
    start: Start, text: str, verdict: str, lead: str
) -> None:
    talk = judged(start, "371000", FITS)
    turn = talk.say(text, act="what_if")
    assert turn["kind"] == "eligibility"
    assert turn["eligibility"]["verdict"] == verdict
    assert lead in turn["text"]
    assert talk.session.facts == FITS


@pytest.mark.parametrize(
    ("text", "verdict", "lead"),
    [
        ("再住一年呢", "eligible", CHANGED),
        ("要是过一年呢", "eligible", CHANGED),
        ("再等三个月呢", "ineligible", SAME),
    ],
)
def test_time_to_come_is_added_to_what_has_begun(
    start: Start, text: str, verdict: str, lead: str
) -> None:
    talk = judged(start, "370983", A_YEAR_SHORT)
    turn = talk.say(text)
    assert turn["eligibility"]["verdict"] == verdict
    assert turn["text"].startswith(lead)
    assert talk.session.facts == A_YEAR_SHORT


def test_the_first_day_stays_the_same_however_long_one_waits_in_thought(start: Start) -> None:
    turn = judged(start, "370983", A_YEAR_SHORT).say("再等三个月呢")
    assert turn["eligibility"]["earliest_date"] == "2027-11-22"


def test_supposing_in_the_middle_of_a_check_comes_back_to_its_question(start: Start) -> None:
    talk = start(
        region="371000",
        checking="renting",
        topic="renting",
        asked_fact="landlord_promise",
        facts=LEASE,
    )
    turn = talk.say("要是房东不同意呢")
    assert turn["eligibility"]["verdict"] == "ineligible"
    assert turn["question"]["fact"] == "landlord_promise"
    assert turn["text"].endswith(turn["question"]["text"])
    assert turn["options"]
    assert talk.session.facts == LEASE
    assert talk.say("写了")["eligibility"]["verdict"] == "eligible"


def test_what_is_not_known_can_be_supposed(start: Start) -> None:
    talk = start(region="371000", topic="renting", facts=LEASE, unknown=("landlord_promise",))
    assert talk.say("要是房东写了承诺书呢")["eligibility"]["verdict"] == "eligible"
    assert talk.session.unknown == ("landlord_promise",)


def test_a_consent_that_is_supposed_is_not_yet_in_writing(start: Start) -> None:
    talk = start(region="371000", topic="renting", facts=LEASE, unknown=("landlord_promise",))
    turn = talk.say("要是房东同意呢")
    assert turn["eligibility"]["verdict"] == "undetermined"
    assert SAME in turn["text"]
    assert turn["eligibility"]["missing_facts"] == ["landlord_promise"]


def test_the_pathway_that_is_named_is_supposed_about(start: Start) -> None:
    turn = start(region="371000").say("如果房东不同意,租房能落户吗", asks="renting")
    assert turn["eligibility"]["pathway"] == "renting"
    assert turn["eligibility"]["verdict"] == "ineligible"


@pytest.mark.parametrize("text", ["再等三个月呢", "要是房东同意呢", "要是下雨呢"])
def test_where_nothing_is_known_a_supposition_that_settles_nothing_is_not_judged(
    start: Start, text: str
) -> None:
    talk = start(region="371000", topic="renting")
    turn = talk.say(text)
    assert turn["kind"] != "eligibility"
    assert talk.session.judged is None
