"""An operator corrects what is known of a caller, and nothing impossible gets in."""

from __future__ import annotations

import pytest

from actions.conversation.services import Services
from actions.conversation.session import Session
from actions.desk.facts import changed, shown
from actions.refused import RefusedError
from tests.actions.conftest import USUAL_DAY

RENTING = Session(region="371000", topic="renting", facts={"lease_registered": True})


def test_a_fact_is_set_changed_and_cleared(services: Services) -> None:
    more = changed(services, RENTING, {"social_insurance": False}, USUAL_DAY)
    assert more.facts == {"lease_registered": True, "social_insurance": False}
    other = changed(services, more, {"social_insurance": True}, USUAL_DAY)
    assert other.facts["social_insurance"] is True
    assert changed(services, other, {"social_insurance": None}, USUAL_DAY).facts == RENTING.facts


def test_one_of_several_values_is_set(services: Services) -> None:
    more = changed(services, RENTING, {"landlord_promise": "oral"}, USUAL_DAY)
    assert more.facts == {"lease_registered": True, "landlord_promise": "oral"}


def test_what_was_not_known_is_known_now(services: Services) -> None:
    unsure = Session(region="371000", unknown=("landlord_promise",))
    assert changed(services, unsure, {"landlord_promise": "written"}, USUAL_DAY).unknown == ()


@pytest.mark.parametrize("value", [730, "2 years", "2024-11-22"])
def test_a_time_is_taken_in_days_in_years_or_as_the_first_day(
    services: Services, value: object
) -> None:
    told = changed(services, RENTING, {"lease_days": value}, USUAL_DAY)
    assert told.facts["lease_days"] == 730


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("lease_registered", "yes", "true"),
        ("dwelling_in_town", 1, "在城区或镇上"),
        ("talent_group", "genius", "skilled_worker"),
        ("landlord_promise", True, "written"),
        ("lease_days", -1, "天数"),
        ("lease_days", 10**9, "天数"),
        ("lease_days", True, "天数"),
        ("lease_days", [], "天数"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_those_that_can(
    services: Services, name: str, value: object, allowed: str
) -> None:
    with pytest.raises(RefusedError, match=allowed) as refused:
        changed(services, RENTING, {name: value}, USUAL_DAY)
    assert refused.value.code == "wrong_value"


def test_an_unknown_fact_is_refused_with_those_of_the_region(services: Services) -> None:
    with pytest.raises(RefusedError, match="landlord_promise") as refused:
        changed(services, RENTING, {"shoe_size": 42}, USUAL_DAY)
    assert refused.value.code == "no_fact"


def test_facts_are_shown_in_words(services: Services) -> None:
    session = Session(facts={"lease_days": 730, "lease_registered": True}, unknown=("education",))
    assert [
        (f["label"], f["shown"], f["unknown"]) for f in shown(services, session, USUAL_DAY)
    ] == [
        ("连续租房时间", "2年", False),
        ("租房备案", "是", False),
        ("毕业的学校", "不清楚", True),
    ]
