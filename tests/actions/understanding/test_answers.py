"""An answer is taken from plain words, cues and what is heard, but never against a doubt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import cast

import pytest

from actions.eligibility.loader import load_facts
from actions.eligibility.model import Fact, FactValue
from actions.understanding.answering import Read
from actions.understanding.answers import answer_to
from actions.understanding.casting import Ear
from actions.understanding.facts import Stated, stated_facts
from actions.understanding.kinship import load_kinship
from actions.understanding.listening import Heard, Listener
from luohu.settings import ROOT
from luohu.text import normalise

BOOK: Mapping[str, Fact] = load_facts(ROOT / "policy_corpus")
DAY = date(2026, 11, 22)
# No cue foresees it.
UNFORESEEN = "他拍着胸脯叫我放心"
CLEAR = Read(True, 0.9)


class Reads:
    """A listener that reads the same in everything."""

    def __init__(self, told: str = "", **read: Read) -> None:
        self.known, self.told = read, told
        self.heard = [told, *read] if told else []

    def read(self, text: str, fact: Fact) -> Read | None:
        return self.known.get(fact.name)

    def is_unsure(self, text: str) -> float:
        return 0.0

    def hear(self, text: str, facts: Iterable[Fact]) -> dict[str, Heard]:
        return {name: Heard(True, 0.9, 0.1 if name == self.told else 0.9) for name in self.heard}


def answer(name: str, text: str, **read: Read) -> FactValue | None:
    listener = cast(Listener, Reads(**read)) if read else None
    text = normalise(text)
    return answer_to(BOOK[name], text, stated_facts(text, BOOK, DAY), DAY, BOOK, listener)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("landlord_consents", "嗯", True),
        ("landlord_consents", "没有", False),
        ("landlord_consents", "不知道", None),
        ("landlord_consents", UNFORESEEN, None),
        ("dwelling_kind", "不清楚", None),
        ("dwelling_kind", "单位或别人给住的房子", "lent"),
        ("dwelling_in_town", "在村里", False),
        ("dwelling_in_town", "是的", None),
    ],
)
def test_without_a_listener_plain_words_and_taps_are_taken(
    name: str, text: str, value: FactValue | None
) -> None:
    assert answer(name, text) == value


@pytest.mark.parametrize("value", [True, False])
def test_an_answer_that_no_cue_foresaw_is_read(value: bool) -> None:
    assert answer("landlord_consents", UNFORESEEN, landlord_consents=Read(value, 0.9)) is value


@pytest.mark.parametrize(
    ("text", "likelihood", "value"),
    [
        (UNFORESEEN, 0.45, None),
        (UNFORESEEN, 0.55, True),
        (f"说到这事,{UNFORESEEN},临走还送我到楼下", 0.55, None),
        (f"说到这事,{UNFORESEEN},临走还送我到楼下", 0.75, True),
    ],
)
def test_what_is_not_read_surely_is_no_answer_and_a_few_words_need_less(
    text: str, likelihood: float, value: bool | None
) -> None:
    read = Read(True, likelihood)
    assert answer("landlord_consents", text, landlord_consents=read) is value


def test_what_surely_tells_another_fact_is_no_answer() -> None:
    reads = Reads(told="social_insurance", landlord_consents=CLEAR)
    text, book = normalise(UNFORESEEN), BOOK
    stated = stated_facts(text, book, DAY)
    listener = cast(Listener, reads)
    fact = book["landlord_consents"]
    assert answer_to(fact, text, stated, DAY, book, listener) is None


def test_only_of_the_fact_that_was_asked_for_an_answer_is_read() -> None:
    assert answer("landlord_consents", UNFORESEEN, social_insurance=CLEAR) is None


@pytest.mark.parametrize("likelihood", [0.9, 0.55])
def test_a_few_words_that_are_read_as_the_contrary_of_their_cue_are_asked_again(
    likelihood: float,
) -> None:
    text = "房东愿意给我写"
    assert answer("landlord_consents", text) is True
    contrary = Read(False, likelihood)
    assert answer("landlord_consents", text, landlord_consents=contrary) is None


def test_a_long_answer_is_read_as_a_whole_whatever_a_cue_in_it_says() -> None:
    text = "上一家房东愿意给写那个承诺书,现在的这一家嘛,提都不让我提"
    assert answer("landlord_consents", text, landlord_consents=Read(False, 0.9)) is False


def test_a_plain_yes_is_taken_whatever_is_heard() -> None:
    contrary = Read(False, 0.99)
    assert answer("landlord_consents", "同意了", landlord_consents=contrary) is True


def test_which_of_several_is_meant_is_read_better_than_cued() -> None:
    text = "厂里给租的,不要我掏钱,住了好几年了"
    assert answer("dwelling_kind", text) == "rented"
    assert answer("dwelling_kind", text, dwelling_kind=Read("lent", 0.9)) == "lent"


def test_a_few_words_that_tell_something_else_must_answer_all_the_more_surely() -> None:
    text = "劳动合同签了"
    assert answer("social_insurance", text, social_insurance=Read(True, 0.75)) is None
    assert answer("social_insurance", text, social_insurance=Read(True, 0.85)) is True


class Own(Reads):
    """A listener that reads yes only where nobody else is spoken of."""

    def read(self, text: str, fact: Fact) -> Read | None:
        return Read("我弟" not in text, 0.9)


def test_what_is_said_of_others_is_left_out_of_an_answer() -> None:
    text = normalise("税务那头我去登记过了。我弟没去,他是他")
    ear = Ear(load_kinship(ROOT / "policy_corpus"), {})
    stated = stated_facts(text, BOOK, DAY, ear=ear)
    listener, fact = cast(Listener, Own()), BOOK["tax_registration"]
    assert answer_to(fact, text, stated, DAY, BOOK, listener) is True


def test_a_tap_is_taken_whatever_is_heard() -> None:
    title = "租的房子（公租房也算）"
    assert answer("dwelling_kind", title, dwelling_kind=Read("own", 0.99)) == "rented"


@pytest.mark.parametrize("name", ["landlord_consents", "dwelling_kind"])
@pytest.mark.parametrize("text", ["不知道", "这个我不清楚", "我哪知道他咋想的"])
def test_not_knowing_is_never_heard_as_an_answer(name: str, text: str) -> None:
    value: FactValue = True if name == "landlord_consents" else "own"
    assert answer(name, text, **{name: Read(value, 0.99)}) is None


def test_what_was_only_heard_is_not_believed_like_a_cue() -> None:
    name, told = "landlord_consents", {"landlord_consents": True}
    by_ear, cued = Stated(told, heard=frozenset(told)), Stated(told)
    assert answer_to(BOOK[name], UNFORESEEN, by_ear, DAY, BOOK) is None
    assert answer_to(BOOK[name], UNFORESEEN, cued, DAY, BOOK) is True


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("lease_registered", "不是没备案"),
        ("lease_registered", "哪能没备案"),
        ("lease_registered", "怎么会没办"),
        ("social_insurance", "没断过"),
        ("social_insurance", "不是没交社保"),
        ("social_insurance", "社保没断过"),
        ("social_insurance", "不能说没有"),
        ("landlord_consents", "房东没意见"),
        ("landlord_consents", "他不反对"),
        ("landlord_consents", "房东没什么意见"),
        ("taxes_paid", "没漏过"),
        ("labour_contract", "哪能没有合同"),
        ("labour_contract", "怎么可能没签"),
    ],
)
def test_a_denied_no_answers_yes(name: str, text: str) -> None:
    assert answer(name, text) is True


@pytest.mark.parametrize(
    "text",
    [
        "没说同意",
        "房东没说同意",
        "没说不同意",
        "没吭声",
        "房东没吭声",
        "不置可否",
        "他没表态",
        "嘴上答应没写",
        "房东嘴上答应了没写",
        "答应给写还没写",
        "口头同意没签字",
        "他说再考虑考虑",
        "应该会同意",
        "没准同意",
        "点头了还没写",
    ],
)
def test_a_consent_that_is_open_is_neither_yes_nor_no_whatever_is_heard(text: str) -> None:
    for value in (True, False):
        assert answer("landlord_consents", text, landlord_consents=Read(value, 0.99)) is None


@pytest.mark.parametrize(
    "text",
    [
        "谈不拢",
        "没松口",
        "没点头",
        "没答应",
        "房东没松口",
        "房东没点头",
        "房东没答应",
        "跟房东谈不拢",
        "他有意见",
        "房东反对",
        "没谈下来",
    ],
)
def test_a_consent_that_was_not_given_is_a_no(text: str) -> None:
    assert answer("landlord_consents", text) is False


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("lease_registered", "正在办"),
        ("lease_registered", "还没下来"),
        ("lease_registered", "在走流程"),
        ("lease_registered", "材料递上去了还没批"),
        ("lease_registered", "排着队呢"),
        ("lease_registered", "快办好了"),
        ("lease_registered", "下周去办"),
        ("lease_registered", "刚申请"),
        ("lease_registered", "正在备案"),
        ("lease_registered", "网上提交了"),
        ("lease_registered", "刚交材料"),
        ("lease_registered", "快了"),
        ("lease_registered", "去了没办下来"),
        ("lease_registered", "办到一半"),
        ("business_licence", "办着呢"),
        ("business_licence", "还在审"),
        ("business_licence", "材料交上去了"),
        ("business_licence", "执照正在办"),
        ("labour_contract", "准备签"),
        ("labour_contract", "明天去签"),
        ("home_title_proof", "等着批呢"),
        ("social_insurance", "下个月开始交"),
    ],
)
def test_a_deed_that_is_not_done_yet_is_a_no_of_today(name: str, text: str) -> None:
    assert answer(name, text) is False


@pytest.mark.parametrize("text", ["正在办", "下周去办", "排着队呢", "刚申请"])
@pytest.mark.parametrize(
    "name", ["without_hukou", "hukou_cancelled_absent", "registered_elsewhere"]
)
def test_what_is_no_deed_to_be_done_is_asked_again(name: str, text: str) -> None:
    assert answer(name, text, **{name: CLEAR}) is None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("landlord_consents", "房东不同意呢"),
        ("landlord_consents", "万一房东反悔"),
        ("landlord_consents", "要是他不同意"),
        ("lease_registered", "要是没备案呢"),
        ("lease_registered", "备案办了没"),
        ("social_insurance", "不交社保行吗"),
        ("social_insurance", "没有社保可以吗"),
        ("social_insurance", "假如交了社保"),
        ("social_insurance", "社保要交多久"),
        ("social_insurance", "得有社保吧?"),
        ("labour_contract", "不签行不行"),
    ],
)
def test_what_is_supposed_or_asked_answers_nothing(name: str, text: str) -> None:
    assert answer(name, text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("是", True),
        ("是的", True),
        ("没有", True),
        ("一直没有", True),
        ("无", True),
        ("莫得", True),
        ("没登记过", True),
        ("没上过", True),
        ("不是", False),
        ("有", False),
        ("有的", False),
        ("登记过", False),
        ("上过了", False),
    ],
)
def test_having_none_says_yes_where_it_is_asked_for(text: str, value: FactValue) -> None:
    assert answer("without_hukou", text) is value


@pytest.mark.parametrize("text", ["登不了", "上不了", "登记不了", "迁不了"])
def test_being_unable_says_yes_where_it_is_asked_for(text: str) -> None:
    assert answer("cannot_register_at_home", text) is True


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("lease_term_one_year", "十八个月", True),
        ("lease_term_one_year", "半年", False),
        ("rental_time_adds_up", "三年", True),
        ("parent_age", "才46", "not_elderly"),
        ("parent_age", "82岁了", "elderly"),
        ("parent_age", "58", "in_between"),
    ],
)
def test_a_number_answers_what_is_measured_by_it(name: str, text: str, value: FactValue) -> None:
    assert answer(name, text) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("landlord_promise", "他讲要得要得,就是一个字都没写"),
        ("business_licence", "没执照谁敢开门啊"),
        ("child_has_income", "哪有收入啊"),
    ],
)
def test_a_way_of_speaking_is_not_taken_for_its_contrary(name: str, text: str) -> None:
    contrary = {"landlord_promise": "written", "business_licence": False, "child_has_income": True}
    assert answer(name, text) != contrary[name]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("前年十一月二十二号租下的，整两年了", 730),
        ("2023年11月22号搬来的，您给数数", 1096),
        ("早就想租，真住进来是五月二十二号，到今天半年", 184),
        ("跟结婚同一天，去年11月22号，一年整", 365),
    ],
)
def test_a_length_that_is_told_twice_is_taken_once(text: str, days: int) -> None:
    fact = BOOK["lease_days"]
    assert answer_to(fact, normalise(text), Stated(), DAY, BOOK) == days


def test_lengths_that_differ_are_asked_again() -> None:
    text = normalise("住了一年，也可能两年")
    assert answer_to(BOOK["lease_days"], text, Stated(), DAY, BOOK) is None
