"""What was noted stands before a verdict; a line is changed, and all of it forgotten on a wish."""

from __future__ import annotations

import pytest

from tests.actions.conversation.conftest import Start, Talk

KNOWN = {"dwelling_in_town": True, "lease_registered": True, "landlord_promise": "refused"}


def judged(start: Start) -> Talk:
    """Somebody who was just told that renting does not do."""
    talk = start(region="371000", facts=KNOWN, topic="renting")
    turn = talk.say("帮我看看租房落户符不符合", act="check")
    assert turn["eligibility"]["verdict"] == "ineligible"
    return talk


def test_a_verdict_on_more_than_two_facts_says_what_was_noted(start: Start) -> None:
    talk = start(region="371000", facts=KNOWN, topic="renting")
    turn = talk.say("帮我看看租房落户符不符合", act="check")
    assert {one["fact"] for one in turn["facts_told"]} == KNOWN.keys()
    assert {one["whose"] for one in turn["facts_told"]} == {"您"}
    assert "我记下的是" in turn["text"]
    assert turn["parts"][0]["kind"] == "conclusion"


def test_a_verdict_on_few_facts_needs_no_review(start: Start) -> None:
    talk = start(region="371000", facts={"dwelling_in_town": False}, topic="renting")
    turn = talk.say("帮我看看租房落户符不符合", act="check")
    assert turn["kind"] == "eligibility"
    assert "facts_told" not in turn
    assert "我记下的是" not in turn["text"]


@pytest.mark.parametrize("fact", KNOWN)
def test_each_line_is_asked_again_by_its_own_message(start: Start, fact: str) -> None:
    talk = start(region="371000", facts=KNOWN, topic="renting")
    turn = talk.say("帮我看看租房落户符不符合", act="check")
    told = {one["fact"]: one for one in turn["facts_told"]}
    turn = talk.say(told[fact]["payload"])
    assert turn["question"]["fact"] == fact
    assert fact not in talk.session.facts


def test_a_changed_line_changes_the_verdict(start: Start) -> None:
    talk = judged(start)
    talk.say("更正：房东的同意落户承诺书")
    turn = talk.say("写了承诺书", act="inform")
    assert turn["eligibility"]["verdict"] == "eligible"


def test_a_refusal_says_what_would_turn_it(start: Start) -> None:
    talk = start(region="371000", facts=KNOWN, topic="renting")
    turn = talk.say("帮我看看租房落户符不符合", act="check")
    assert [one["fact"] for one in turn["eligibility"]["flips"]] == ["landlord_promise"]
    assert "最少还差" in turn["text"]


def test_after_a_refusal_what_is_open_follows(start: Start) -> None:
    works = {"job_in_town": True, "labour_contract": True, "social_insurance": True}
    talk = start(region="371000", facts={**KNOWN, **works}, topic="renting")
    turn = talk.say("帮我看看租房落户符不符合", act="check")
    assert [one["pathway"] for one in turn["overview"]] == ["employment"]
    assert turn["overview"][0]["verdict"] == "open"
    assert "已符合：就业落户" in turn["text"]


def test_starting_over_is_asked_back_and_keeps_the_place_only(start: Start) -> None:
    talk = judged(start)
    back = talk.say("从头再来")
    assert back["parts"][0]["kind"] == "question"
    assert talk.session.facts == KNOWN
    talk.say("是的", act="affirm")
    assert talk.session.facts == {}
    assert talk.session.judged is None
    assert talk.session.region == "371000"


def test_a_no_to_starting_over_goes_on_where_it_was(start: Start) -> None:
    talk = start(region="371000", checking="renting", topic="renting",
                 asked_fact="lease_registered", facts={"dwelling_in_town": True})  # fmt: skip
    talk.say("重新来")
    turn = talk.say("不用", act="deny")
    assert turn["question"]["fact"] == "lease_registered"
    assert talk.session.facts == {"dwelling_in_town": True}


def test_anything_else_said_to_starting_over_is_taken_for_itself(start: Start) -> None:
    talk = start(region="371000", checking="renting", topic="renting",
                 asked_fact="lease_registered", facts={"dwelling_in_town": True})  # fmt: skip
    talk.say("重新来")
    talk.say("租房备案办了", act="inform")
    assert talk.session.facts["lease_registered"] is True


def test_nothing_to_forget_needs_no_asking_back(start: Start) -> None:
    talk = start(region="371000")
    assert talk.say("重新开始")["parts"][0]["kind"] == "conclusion"
