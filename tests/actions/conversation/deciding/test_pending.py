"""A pending question takes any answer that is one, bears with what is none, and then lets go."""

from __future__ import annotations

import pytest

from tests.actions.conversation.conftest import Start, Talk

PENDING = "social_insurance"
JOB = {"job_in_town": True, "labour_contract": True}
UNFORESEEN = "养老医疗月月都扣着呢"
HOME = {"dwelling_in_town": True, "address_has_hukou": False}
LEASE = {"dwelling_in_town": True, "lease_registered": True}


@pytest.fixture
def asked(start: Start) -> Talk:
    """A check in which only a yes or no is still open: whether social insurance is paid."""
    return start(
        region="371000", checking="employment", topic="employment", asked_fact=PENDING, facts=JOB
    )


@pytest.fixture
def consent(start: Start) -> Talk:
    """A check in which only the landlord's consent is still open, in whatever form."""
    return start(
        region="370306",
        checking="renting",
        topic="renting",
        asked_fact="landlord_consents",
        facts=HOME,
    )


@pytest.fixture
def promise(start: Start) -> Talk:
    """A check in which only the landlord's written promise is still open."""
    return start(
        region="371000",
        checking="renting",
        topic="renting",
        asked_fact="landlord_promise",
        facts=LEASE,
    )


@pytest.mark.parametrize(
    ("text", "act", "value"),
    [
        ("交着呢", None, True),
        ("没交", None, False),
        (UNFORESEEN, None, True),
        ("厂里压根不给缴,说要社保就走人", None, False),
        ("好嘞您嘞", "affirm", True),
        ("木法子", "deny", False),
    ],
)
def test_an_answer_in_ones_own_words_ends_the_check(
    asked: Talk, text: str, act: str | None, value: bool
) -> None:
    turn = asked.say(text, act=act)
    assert asked.session.facts == {**JOB, PENDING: value}
    assert turn["eligibility"]["verdict"] == ("eligible" if value else "ineligible")


@pytest.mark.parametrize(
    ("text", "act", "value"),
    [
        ("同意", None, True),
        ("他不肯", None, False),
        ("房东爽快得很,叫我尽管把户口迁进去", None, True),
        ("他说什么也不松口", None, False),
        ("好嘞您嘞", "affirm", True),
        ("木法子", "deny", False),
    ],
)
def test_what_the_landlord_said_is_taken_in_ones_own_words(
    consent: Talk, text: str, act: str | None, value: bool
) -> None:
    turn = consent.say(text, act=act)
    assert consent.session.facts == {**HOME, "landlord_consents": value}
    # Without consent the document lets townspeople settle and does not say where.
    assert turn["eligibility"]["verdict"] == ("eligible" if value else "undetermined")


@pytest.mark.parametrize(
    ("text", "value", "verdict"),
    [
        ("写了,签过字的", "written", "eligible"),
        ("嗯", "written", "eligible"),
        ("有", "written", "eligible"),
        ("不是没写", "written", "eligible"),
        ("写好了", "written", "eligible"),
        ("没有", "oral", "ineligible"),
        ("没写", "oral", "ineligible"),
        ("没有承诺书", "oral", "ineligible"),
        ("在写了", "oral", "ineligible"),
        ("口头答应的", "oral", "ineligible"),
        ("嘴上答应没写", "oral", "ineligible"),
        ("还没写（口头答应的也算还没写）", "oral", "ineligible"),
        ("他不肯", "refused", "ineligible"),
        ("没答应", "refused", "ineligible"),
        ("他说什么也不松口", "refused", "ineligible"),
        ("没问过他", "not_asked", "ineligible"),
    ],
)
def test_only_what_is_written_is_a_written_promise(
    promise: Talk, text: str, value: str, verdict: str
) -> None:
    turn = promise.say(text)
    assert promise.session.facts == {**LEASE, "landlord_promise": value}
    assert turn["eligibility"]["verdict"] == verdict


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("同意", "affirm"),
        ("他答应了", None),
        ("没问题", "affirm"),
        ("可以", "affirm"),
        ("好的", "affirm"),
        ("他没意见", None),
        ("房东爽快得很,叫我尽管把户口迁进去", None),
    ],
)
def test_a_consent_is_asked_again_whether_it_is_in_writing(
    promise: Talk, text: str, act: str | None
) -> None:
    turn = promise.say(text, act=act)
    assert "landlord_promise" not in promise.session.facts
    assert turn["question"]["fact"] == "landlord_promise"
    assert "承诺书" in turn["question"]["text"]
    assert "没听明白" not in turn["text"]
    assert promise.say("写了")["eligibility"]["verdict"] == "eligible"


def test_a_question_about_something_else_is_not_heard_as_the_answer(asked: Talk) -> None:
    turn = asked.say(f"{UNFORESEEN},要带什么材料呢", asks="materials")
    assert turn["topic"] == "materials"
    assert asked.session.facts == JOB
    assert turn["text"].endswith(turn["question"]["text"])


@pytest.mark.parametrize("act", ["menu", "hand_over"])
def test_a_sure_wish_for_something_else_is_not_heard_as_the_answer(asked: Talk, act: str) -> None:
    asked.say(UNFORESEEN, act=act)
    assert asked.session.facts == JOB
    assert asked.session.asked_fact == PENDING


@pytest.mark.parametrize("text", ["这个我不清楚", "不知道", "没问过"])
def test_not_knowing_leaves_the_fact_open_and_goes_on(asked: Talk, text: str) -> None:
    turn = asked.say(text)
    assert turn["eligibility"]["verdict"] == "undetermined"
    assert asked.session.unknown == (PENDING,)
    assert asked.session.facts == JOB


@pytest.mark.parametrize("text", ["蓝天白云", "我这人就爱吃面"])
def test_what_answers_nothing_is_asked_again(asked: Talk, text: str) -> None:
    turn = asked.say(text)
    assert turn["kind"] == "question"
    assert turn["question"]["fact"] == PENDING
    assert turn["text"].startswith("对不起，我没听明白")
    assert turn["text"].endswith(turn["question"]["text"])
    assert turn["options"]
    assert asked.session.misses == 1


@pytest.mark.parametrize(("text", "act"), [("同意", "affirm"), ("他答应了", "inform")])
def test_a_yes_to_something_that_was_not_asked_is_asked_again(
    start: Start, text: str, act: str
) -> None:
    talk = start(
        region="371000", checking="renting", topic="renting", asked_fact="dwelling_in_town"
    )
    turn = talk.say(text, act=act)
    assert turn["question"]["fact"] == "dwelling_in_town"
    assert turn["kind"] == "question"


def test_after_two_vain_attempts_the_check_goes_on_without_it(asked: Talk) -> None:
    assert asked.say("蓝天白云")["kind"] == "question"
    assert asked.say("大海真蓝")["kind"] == "question"
    turn = asked.say("小鸟在飞")
    assert turn["eligibility"]["verdict"] == "undetermined"
    assert turn["eligibility"]["missing_facts"] == [PENDING]


def test_an_answer_after_a_vain_attempt_is_still_taken(asked: Talk) -> None:
    asked.say("蓝天白云")
    assert asked.say("一直交着")["eligibility"]["verdict"] == "eligible"
    assert asked.session.misses == 0


def test_a_question_is_answered_and_not_taken_for_a_vain_attempt(asked: Talk) -> None:
    turn = asked.say("这个文件现在还有效吗", asks="validity")
    assert turn["topic"] == "validity"
    assert asked.session.misses == 0
    assert asked.session.asked_fact == PENDING


def test_nobody_is_asked_the_same_for_ever(asked: Talk) -> None:
    for _ in range(4):
        turn = asked.say("劳动合同签了")
    assert turn["kind"] == "eligibility"
    assert turn["eligibility"]["verdict"] == "undetermined"


def test_nobody_is_asked_the_same_for_ever_whatever_else_is_answered_in_between(
    asked: Talk,
) -> None:
    talk = ("劳动合同签了", "这事归哪个单位管", "这里头的门道多着呢", "我们厂门口天天堵车")
    assert "eligibility" in [asked.say(said)["kind"] for said in talk]


def test_a_question_asked_about_in_its_own_words_is_explained_and_not_left(start: Start) -> None:
    talk = start(
        region="371000", checking="collective", topic="collective", asked_fact="job_in_town"
    )
    talk.say("给自己打工算不算上班")
    assert talk.session.checking == "collective"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("月月从工资里扣着呢，这样够不够？", True),
        ("上哪儿交去？我压根没交过", False),
    ],
)
def test_an_answer_with_a_question_beside_it_is_an_answer(
    asked: Talk, text: str, value: bool
) -> None:
    asked.say(text)
    assert asked.session.facts[PENDING] is value


def test_what_sounds_like_a_greeting_and_surely_answers_is_an_answer(asked: Talk) -> None:
    asked.say("没，谁给我交哟", act="greet")
    assert asked.session.facts[PENDING] is False


def test_what_is_heard_in_a_dont_know_is_not_taken(start: Start) -> None:
    talk = start(
        region="330211", checking="employment", topic="employment", asked_fact="social_insurance"
    )
    talk.say("社保啊这个我真不知道,厂里有没有给我交我也没查过,说不来")
    assert "social_insurance" not in talk.session.facts
    assert "social_insurance" in talk.session.unknown


@pytest.mark.parametrize("text", ["那我能落不", "户口本的话是聊城莘县,跟周村不挨着吧?"])
def test_nobody_is_asked_the_same_for_ever_or_twice_in_the_same_words(
    start: Start, text: str
) -> None:
    talk = start(
        region="370306", checking="graduate", topic="graduate", asked_fact="hukou_outside_county"
    )
    replies = [talk.say(text)["text"] for _ in range(3)]
    assert len(set(replies)) == len(replies)
    assert talk.session.asked_fact != "hukou_outside_county"


@pytest.mark.parametrize(
    ("pathway", "fact", "text", "value"),
    [
        ("business", "dwelling_kind", "前年买下的,房本上写的是我自己,你说是不是", "own"),
        ("accompany", "principal_basis", "凭我那套楼房呗,红本都下来了,不凭它凭啥?", "own_home"),
    ],
)
def test_an_answer_that_names_a_way_to_settle_is_still_the_answer(
    start: Start, pathway: str, fact: str, text: str, value: str
) -> None:
    talk = start(region="150400", checking=pathway, topic=pathway, asked_fact=fact)
    talk.say(text)
    assert talk.session.facts[fact] == value
    assert talk.session.checking == pathway


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("那是,我是高考考进去的,天天坐教室,不是函授自考那种", True),
        ("不是全日制,下了班去上的夜校", False),
    ],
)
def test_a_no_at_the_end_of_a_long_answer_may_deny_something_else(
    start: Start, text: str, value: bool
) -> None:
    talk = start(
        region="371000", checking="graduate", topic="graduate", asked_fact="full_time_study"
    )
    talk.say(text)
    assert talk.session.facts["full_time_study"] is value


@pytest.mark.parametrize("text", ["算上之前在济南租的，三年", "连上以前在青岛住的，四年多"])
def test_time_spent_at_another_place_is_not_counted(start: Start, text: str) -> None:
    talk = start(
        region="370983",
        checking="renting",
        topic="renting",
        asked_fact="residence_days",
        facts={"dwelling_in_town": True, "dwelling_self_contained": True},
    )
    talk.say(text)
    assert "residence_days" not in talk.session.facts
    assert talk.session.asked_fact == "residence_days"


@pytest.mark.parametrize("text", ["我城里的房，有证", "我自己的房在城区"])
def test_what_is_told_of_oneself_says_nothing_of_a_relative(start: Start, text: str) -> None:
    talk = start(
        region="370306",
        checking="joining",
        topic="joining",
        asked_fact="relative_hukou_in_town",
        facts={"host_relation": "spouse"},
    )
    talk.say(text)
    assert "relative_hukou_in_town" not in talk.session.facts


@pytest.mark.parametrize("text", ["城里啊不是说了么", "城区，我刚才不是讲过了吗"])
def test_who_reminds_of_what_they_said_answers(start: Start, text: str) -> None:
    talk = start(
        region="370306",
        checking="joining",
        topic="joining",
        asked_fact="relative_hukou_in_town",
        facts={"host_relation": "sibling"},
    )
    talk.say(text)
    assert talk.session.facts["relative_hukou_in_town"] is True
