"""Who tells first and asks barely afterwards is heard as if both had been said at once."""

from __future__ import annotations

import pytest

from actions.conversation.session import ALL_WAYS
from actions.understanding.speech import pattern
from tests.actions.conversation.conftest import Start


@pytest.mark.parametrize(
    ("region", "said"),
    [
        ("371000", "我跟媳妇在这边干了好些年活了"),
        ("370983", "俺闺女毕业两年了还没个准地方"),
        ("330211", "儿子儿媳都在这里，我老头子走了一个人住"),
        ("150400", "我们一家四口前年从乡下出来的"),
    ],
)
def test_who_only_tells_something_is_not_told_that_the_document_is_silent(
    start: Start, region: str, said: str
) -> None:
    turn = start(region=region).say(said)
    assert turn["kind"] != "no_answer"


@pytest.mark.parametrize(
    ("told", "asked", "matter"),
    [
        ("驾驶证到期了，五号就过期", "去哪换", "驾驶证"),
        ("俺娘身份证过期了，上礼拜的事", "换一个要几天", "身份证"),
        ("我们单位公积金给交了八年", "能提出来不", "公积金"),
        ("俺想出国看看闺女，护照一直没办过", "要带啥", "护照"),
    ],
)
def test_a_bare_question_is_asked_of_the_matter_that_was_told_before_it(
    start: Start, told: str, asked: str, matter: str
) -> None:
    talk = start(region="371000")
    talk.say(told)
    turn = talk.say(asked, act="check" if "能" in asked else None)
    assert turn["kind"] == "no_answer"
    assert matter in turn["text"]


def test_what_was_told_is_judged_when_it_is_barely_asked_whether_that_will_do(
    start: Start,
) -> None:
    talk = start(region="371000")
    talk.say("我和老伴在这边租房住")
    talk.say("住了三年了")
    turn = talk.say("那户口能挪过来不", act="check")
    assert turn["kind"] in ("question", "eligibility")
    assert "renting" in (talk.session.checking, talk.session.judged)


def test_whoever_told_of_no_way_to_settle_is_asked_by_what_they_could(start: Start) -> None:
    talk = start(region="371000")
    talk.say("我们一家四口前年从乡下出来的")
    turn = talk.say("户口能挪过来不", act="check")
    assert turn["kind"] == "question"
    assert talk.session.checking == ALL_WAYS


def test_what_is_asked_by_its_name_has_nothing_to_do_with_what_was_told(start: Start) -> None:
    talk = start(region="371000")
    talk.say("驾驶证到期了，五号就过期")
    turn = talk.say("租房能落户吗", asks="renting")
    assert turn["kind"] in ("answer", "question")
    assert talk.session.told is None


def test_what_was_told_is_forgotten_once_something_else_was_answered(start: Start) -> None:
    talk = start(region="371000")
    talk.say("驾驶证到期了，五号就过期")
    talk.say("租房能落户吗", asks="renting")
    turn = talk.say("能不能行啊", act="check")
    assert "驾驶证" not in turn["text"]


def test_who_asks_in_a_check_whether_it_will_do_hears_on_what_that_depends(start: Start) -> None:
    talk = start(region="371000")
    talk.say("我要租房落户，帮我看看行不行", asks="renting")
    before = talk.session.asked_fact
    turn = talk.say("那到底能不能落啊", act="check")
    assert turn["kind"] == "question"
    assert turn["question"]["fact"] == before
    assert talk.services.wording.say("eligibility.depends", question="") in turn["text"]


@pytest.mark.parametrize("heard", ["unlawful", "human", "abuse"])
@pytest.mark.parametrize("asked", ["那他们户口能挪来不", "可不可以", "能直接过来不", "行不行啊"])
def test_who_barely_asks_whether_it_will_do_wishes_nothing_unlawful(
    start: Start, asked: str, heard: str
) -> None:
    talk = start(region="371000")
    talk.say("我和老伴在这边租房住")
    turn = talk.say(asked, act=heard)
    assert turn["kind"] in ("question", "eligibility")


@pytest.mark.parametrize("said", ["可以", "行", "好", "能", "行吧", "好啊"])
def test_a_yes_is_no_question(said: str) -> None:
    assert not pattern("barely_asks").search(said)


def test_where_somebody_comes_from_is_not_asked_about(start: Start) -> None:
    talk = start(region="371000")
    turn = talk.say("青岛也没买上房，如今跟老伴在这边租房住着呢")
    assert turn["kind"] != "unsupported_region"
    turn = talk.say("户口能过来不", act="check")
    assert turn["region"]["code"] == "371000"


def test_what_something_is_good_for_is_not_taken_for_whether_one_may_settle(start: Start) -> None:
    talk = start(region="370983")
    talk.say("我要租房落户，帮我看看行不行", asks="renting")
    turn = talk.say("居住证有什么用", asks="residence_permit")
    assert turn["kind"] == "answer"


@pytest.mark.parametrize(("region", "roles"), [("370983", {"condition"}), ("371000", set())])
def test_a_question_of_a_check_brings_its_clause_where_no_warning_belongs_to_it(
    start: Start, region: str, roles: set[str]
) -> None:
    talk = start(region=region)
    talk.say("我要租房落户，帮我看看行不行", asks="renting")
    turn = talk.say("在城里", act="inform")
    assert turn["kind"] == "question"
    assert {one["role"] for one in turn["citations"]} == roles
