"""Whoever is asked something may answer in any words, ask back, or say something else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.e2e.talking import Talk

Someone = Callable[[], Talk]

RENTS = "我在{}租房，帮我看看符不符合"
IN_TOWN = "住在市区"
NO_ANSWER = ("no_answer", "refusal", "handoff")


def _asked(someone: Someone, place: str, *answers: str) -> tuple[Talk, dict[str, Any]]:
    """Somebody who rents, after some answers, and what they are asked then."""
    talk = someone()
    turn = talk.say(RENTS.format(place))
    for answer in answers:
        turn = talk.say(answer)
    return talk, turn


def _judged(someone: Someone) -> Talk:
    """Somebody who has just been told that they may settle."""
    talk, turn = _asked(someone, "威海", IN_TOWN, "备案办好了", "承诺书写了")
    assert turn["eligibility"]["verdict"] == "eligible"
    return talk


@pytest.mark.parametrize(
    ("place", "answer"),
    [
        ("肥城", "王庄镇驻地"),
        ("肥城", "桃都社区那边"),
        ("肥城", "河西社区"),
        ("肥城", "石横镇政府驻地"),
        ("肥城", "就在城里头"),
        ("威海", "张村镇上"),
        ("威海", "鲸园街道"),
        ("威海", "呃就在市区里头"),
        ("周村", "县城里"),
        ("周村", "镇政府驻地那块儿"),
    ],
)
def test_a_place_in_town_answers_where_somebody_lives(
    someone: Someone, place: str, answer: str
) -> None:
    _talk, before = _asked(someone, place)
    assert before["question"]["fact"] == "dwelling_in_town"
    turn = _talk.say(answer)
    assert turn["question"]["fact"] != "dwelling_in_town"


@pytest.mark.parametrize(
    "answer",
    [
        "李家村",
        "在村里",
        "农村",
        "住乡下呢",
        "俺住屯子里",
        "王家庄村那边",
        "呃在村子里头",
        "就在我们村里租的",
        "小刘村",
        "村里头嘛",
    ],
)
def test_a_village_answers_where_somebody_lives(someone: Someone, answer: str) -> None:
    _talk, turn = _asked(someone, "威海", answer)
    assert turn["eligibility"]["verdict"] == "ineligible"


@pytest.mark.parametrize(
    "answer", ["文登区", "环翠区", "荣成", "乳山那边", "在文登", "文登区那边", "就荣成", "张村镇"]
)
def test_a_place_that_holds_town_and_village_is_asked_about_again(
    someone: Someone, answer: str
) -> None:
    talk, turn = _asked(someone, "威海", answer)
    assert turn["question"]["fact"] == "dwelling_in_town"
    assert turn["kind"] == "question"
    assert talk.say("就在城里")["question"]["fact"] == "lease_registered"


@pytest.mark.parametrize(
    "answer",
    [
        "办过了",
        "嗯有的有的去年就办了",
        "中啊，办妥了",
        "对对对备了案的",
        "早备了案了",
        "嗯呐",
        "有备案证明",
        "得，办了",
        "那可不，办了的",
        "备过案了",
    ],
)
def test_a_yes_in_any_shape_is_taken(someone: Someone, answer: str) -> None:
    _talk, turn = _asked(someone, "威海", IN_TOWN, answer)
    assert turn["question"]["fact"] == "landlord_promise"


@pytest.mark.parametrize(
    "answer",
    [
        "没有没有",
        "还没呢",
        "没备案",
        "呃没有没有我们就私下签了个合同",
        "不是不是没去办过",
        "还没办下来",
        "没去过房管局",
        "冇办",
        "木有",
        "没得",
    ],
)
def test_a_no_in_any_shape_is_taken(someone: Someone, answer: str) -> None:
    _talk, turn = _asked(someone, "威海", IN_TOWN, answer)
    assert turn["eligibility"]["verdict"] == "ineligible"


@pytest.mark.parametrize(
    "answer",
    [
        "不清楚",
        "说不好",
        "记不得了",
        "忘了",
        "我哪知道",
        "哪晓得",
        "吃不准",
        "这个我说不上来",
        "没留意",
        "搞不清",
    ],
)
def test_who_does_not_know_is_asked_the_next_thing(someone: Someone, answer: str) -> None:
    _talk, turn = _asked(someone, "威海", IN_TOWN, answer)
    assert turn["question"]["fact"] == "landlord_promise"


@pytest.mark.parametrize(
    ("place", "answers", "asked", "word"),
    [
        ("威海", [IN_TOWN], "啥叫备案", "备案就是"),
        ("威海", [IN_TOWN], "备案是什么意思", "备案就是"),
        ("威海", [IN_TOWN], "什么是租赁登记备案啊", "备案就是"),
        ("威海", [IN_TOWN], "你说的备案是个啥", "备案就是"),
        ("威海", [IN_TOWN], "没听懂，啥意思", "备案就是"),
        ("威海", [IN_TOWN, "办了"], "承诺书是啥样的", "承诺书就是"),
        ("威海", [IN_TOWN, "办了"], "啥是承诺书", "承诺书就是"),
        ("肥城", [IN_TOWN], "成套是啥意思", "成套就是"),
        ("肥城", [IN_TOWN], "什么叫成套", "成套就是"),
        ("肥城", [], "镇驻地指的是哪", "驻地就是"),
    ],
)
def test_a_word_of_the_question_is_explained_and_the_question_stands(
    someone: Someone, place: str, answers: list[str], asked: str, word: str
) -> None:
    talk, before = _asked(someone, place, *answers)
    turn = talk.say(asked)
    assert word in turn["text"]
    assert turn["citations"]
    assert turn["question"]["fact"] == before["question"]["fact"]
    assert turn["text"].endswith(before["question"]["text"])


@pytest.mark.parametrize(
    ("place", "answers", "asked"),
    [
        ("威海", [], "你是问我租的那套还是老家那套"),
        ("威海", [], "开发区那边算哪一头呀"),
        ("威海", [IN_TOWN], "跟房东私下签的那份算不算"),
        ("威海", [IN_TOWN], "这个是房东去办还是我去办"),
        ("威海", [IN_TOWN, "办了"], "微信上说的同意算数吗"),
        ("肥城", [IN_TOWN], "两室一厅跟人合住的那种也算啊"),
        ("赤峰", [], "小区归街道管的是城还是村"),
        ("赤峰", [], "松山区那边划到城里还是划到乡下"),
    ],
)
def test_a_question_about_the_question_is_answered_from_its_clause(
    someone: Someone, place: str, answers: list[str], asked: str
) -> None:
    talk, before = _asked(someone, place, *answers)
    turn = talk.say(asked)
    assert turn["kind"] == "answer"
    assert turn["citations"]
    assert turn["question"]["fact"] == before["question"]["fact"]


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("没办……哎不对，上个月办下来了", "eligible"),
        ("办了，哦说错了，是还没去办", "ineligible"),
        ("备过案的。呸，记混了，这家没去备案", "ineligible"),
    ],
)
def test_what_is_taken_back_is_no_answer(someone: Someone, said: str, verdict: str) -> None:
    talk, _before = _asked(someone, "威海", IN_TOWN)
    turn = talk.say(said)
    turn = talk.say("写了承诺书") if turn.get("question") else turn
    assert turn["eligibility"]["verdict"] == verdict


@pytest.mark.parametrize(
    "remark",
    [
        "今天人真多",
        "排了半天队了",
        "哎今天可真热",
        "呵呵",
        "外面下大雨了",
        "你说话还挺好听的",
        "我戴个老花镜",
        "孩子在旁边闹呢",
        "这机器挺先进",
        "我眼睛花了看不清屏幕",
    ],
)
def test_a_remark_gets_a_word_and_the_check_goes_on(someone: Someone, remark: str) -> None:
    talk, _before = _asked(someone, "威海", IN_TOWN)
    turn = talk.say(remark)
    assert turn["kind"] not in NO_ANSWER
    assert turn["question"]["fact"] == "lease_registered"
    assert talk.say("办了")["question"]["fact"] == "landlord_promise"


@pytest.mark.parametrize(
    "vain",
    [
        ("蓝天白云", "大海真蓝", "小鸟在飞"),
        ("今天人真多", "今天人真多", "今天人真多"),
        ("啥叫备案", "啥叫备案", "啥叫备案"),
    ],
)
def test_nothing_is_said_twice_and_the_third_time_it_goes_on(
    someone: Someone, vain: tuple[str, ...]
) -> None:
    talk, _before = _asked(someone, "威海", IN_TOWN)
    first, second, third = (talk.say(one) for one in vain)
    assert first["text"] != second["text"]
    assert first["question"]["fact"] == second["question"]["fact"] == "lease_registered"
    assert "“是”“不是”" in second["text"]
    assert second["options"]
    assert third["question"]["fact"] == "landlord_promise"


@pytest.mark.parametrize(
    "nod", ["中啊", "好的", "嗯嗯", "行", "要得", "成", "知道了，好", "得嘞", "妥了", "好嘞"]
)
def test_a_nod_after_a_verdict_is_no_question(someone: Someone, nod: str) -> None:
    turn = _judged(someone).say(nod)
    assert turn["kind"] == "smalltalk"


@pytest.mark.parametrize(
    "asked",
    [
        "凭哪条，念给我听",
        "为什么",
        "为啥符合",
        "依据是哪条",
        "这是哪条规定的",
        "原文念给我听听",
        "哪个文件说的",
        "凭啥呢",
        "你根据什么说的",
        "为啥呀",
    ],
)
def test_a_verdict_names_its_grounds_clause_number_and_date(someone: Someone, asked: str) -> None:
    turn = _judged(someone).say(asked)
    assert turn["citations"]
    assert "承诺书" in turn["text"]
    assert "【依据】" in turn["text"]
    assert "2026年10月20日" in turn["text"]


@pytest.mark.parametrize(
    "asked",
    [
        "用不用备案",
        "要不要备案啊",
        "需不需要备案",
        "备案用不用办",
        "是不是非得备案",
        "租房一定要备案吗",
        "必须备案吗",
        "用不用承诺书",
        "要不要房东同意",
        "非得房东写承诺书吗",
    ],
)
def test_whether_something_is_needed_is_no_wish_to_go_without_it(
    someone: Someone, asked: str
) -> None:
    turn = _judged(someone).say(asked)
    assert turn["kind"] != "refusal"


@pytest.mark.parametrize(
    ("place", "asked", "office"),
    [
        ("周村", "就业落户归哪个单位办", "区公安分局"),
        ("周村", "租房落户哪个部门管", "区公安分局"),
        ("周村", "投靠落户归谁管", "区公安分局"),
        ("周村", "人才落户找哪个单位", "区公安分局"),
        ("周村", "集体户归哪个部门负责", "区公安分局"),
        ("威海", "就业落户归哪个单位办", "市公安局"),
        ("威海", "租房落户归哪个部门管", "市公安局"),
        ("威海", "投靠落户哪个单位负责", "市公安局"),
        ("威海", "创业落户归谁管", "市公安局"),
        ("威海", "集体户由哪个单位管", "市公安局"),
    ],
)
def test_the_office_that_the_clause_names_is_named(
    someone: Someone, place: str, asked: str, office: str
) -> None:
    assert office in someone().say(f"{place}{asked}")["text"]


@pytest.mark.parametrize(
    "answer",
    [
        "户口在宁城",
        "宁城",
        "宁城县的",
        "我户口在敖汉旗",
        "林西那边",
        "户口是克什克腾旗的",
        "在喀喇沁旗",
        "呃在翁牛特旗",
        "巴林左旗",
        "户口在巴林右旗呢",
    ],
)
def test_a_county_answers_where_somebody_is_registered(someone: Someone, answer: str) -> None:
    talk = someone()
    first = talk.say("我想办赤峰的居住证，帮我看看够不够条件")
    assert first["question"]["fact"] == "hukou_place"
    turn = talk.say(answer)
    assert "您现在住在哪个区、县" in turn["question"]["text"]
    assert talk.say("我住松山区")["question"]["fact"] != "hukou_place"
