"""The same case in two places, each by its own document."""

from __future__ import annotations

import pytest

from actions.conversation.services import Services
from actions.conversation.session import Asked, Session
from actions.desk.compare import compared
from actions.refused import RefusedError
from tests.actions.conftest import USUAL_DAY

FACTS = {
    "dwelling_in_town": True,
    "lease_registered": True,
    "landlord_promise": "written",
    "dwelling_self_contained": True,
    "residence_days": 400,
    "rental_time_adds_up": False,
    "social_insurance": True,
}
RENTING = Session(region="371000", topic="renting", judged="renting", facts=FACTS)


def test_the_same_facts_are_judged_in_each_place(services: Services) -> None:
    here, there = compared(services, RENTING, ["371000", "370983"], USUAL_DAY)
    assert here.eligibility and there.eligibility
    assert (here.eligibility["verdict"], there.eligibility["verdict"]) == ("eligible", "ineligible")
    assert here.text.startswith("按已经过期的文件")
    assert not there.text.startswith("按已经过期的文件")
    assert {c.document for c in here.citations} == {"371000-weihai"}
    assert {c.document for c in there.citations} == {"370983-feicheng"}


def test_a_place_that_does_not_open_the_pathway_says_so(services: Services) -> None:
    points = Session(region="330211", topic="points")
    here, there = compared(services, points, ["330211", "371000"], USUAL_DAY)
    assert here.citations
    assert there.kind == "no_answer"


def test_a_question_is_answered_for_each_place(services: Services) -> None:
    asked = Asked("孩子上学怎么办", {"schooling": 0.9})
    session = Session(region="371000", topic="schooling", question=asked)
    turns = compared(services, session, ["371000", "370983"], USUAL_DAY)
    assert [turn.region.code for turn in turns if turn.region] == ["371000", "370983"]
    assert all(turn.topic == "schooling" for turn in turns)


@pytest.mark.parametrize("regions", [[], ["371000"], ["371000", "371000"]])
def test_one_place_is_nothing_to_compare(services: Services, regions: list[str]) -> None:
    with pytest.raises(RefusedError) as refused:
        compared(services, RENTING, regions, USUAL_DAY)
    assert refused.value.code == "too_few_regions"


def test_a_place_without_documents_is_refused(services: Services) -> None:
    with pytest.raises(RefusedError) as refused:
        compared(services, RENTING, ["371000", "110000"], USUAL_DAY)
    assert refused.value.code == "no_region"
