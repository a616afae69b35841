"""What people tell of themselves is taken down as facts; what they ask or suppose is not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from actions.eligibility.loader import load_facts
from actions.eligibility.model import Fact, FactValue
from actions.understanding.answers import answer_to
from actions.understanding.facts import Stated, stated_facts
from luohu.clock import months_before
from luohu.settings import ROOT
from luohu.text import normalise

BOOK: Mapping[str, Fact] = load_facts(ROOT / "policy_corpus")
DAY = date(2026, 11, 22)


def said(text: str) -> Stated:
    return stated_facts(text, BOOK, DAY)


def fact(text: str, name: str) -> FactValue | None:
    return said(text).facts.get(name)


def answer(name: str, text: str) -> FactValue | None:
    heard = normalise(text)
    return answer_to(BOOK[name], heard, said(heard), DAY, BOOK)


def months(count: int) -> int:
    return (DAY - months_before(DAY, count)).days


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("我在市区租房", "dwelling_in_town", True),
        ("租的房子在镇上", "dwelling_in_town", True),
        ("我住在村里", "dwelling_in_town", False),
        ("租赁合同去房管局备案了", "lease_registered", True),
        ("已经办过备案", "lease_registered", True),
        ("备过案了", "lease_registered", True),
        ("租房合同没备案", "lease_registered", False),
        ("没去办备案", "lease_registered", False),
        ("还没备案呢", "lease_registered", False),
        ("房东同意了", "landlord_consents", True),
        ("房东愿意写承诺书", "landlord_consents", True),
        ("房主答应让我落户", "landlord_consents", True),
        ("房东不同意", "landlord_consents", False),
        ("房东死活不肯", "landlord_consents", False),
        ("房东不让落", "landlord_consents", False),
        ("那房子里没有别人的户口", "address_has_hukou", False),
        ("房子里还挂着房东的户口", "address_has_hukou", True),
        ("租的是整套两居室", "dwelling_self_contained", True),
        ("我租的单间", "dwelling_self_contained", False),
        ("跟人合租的", "dwelling_self_contained", False),
        ("社保一直在交", "social_insurance", True),
        ("有五险", "social_insurance", True),
        ("单位给上社保", "social_insurance", True),
        ("没交社保", "social_insurance", False),
        ("社保断了", "social_insurance", False),
        ("营业执照办下来了", "business_licence", True),
        ("没办营业执照", "business_licence", False),
        ("签了劳动合同", "labour_contract", True),
        ("单位没跟我签合同", "labour_contract", False),
        ("我是本科毕业", "talent_group", "college_graduate"),
        ("我是公务员", "talent_group", "government_staff"),
        ("我是海归", "talent_group", "returnee"),
        ("房产证下来了", "home_title_proof", True),
        ("房产证还没下来", "home_title_proof", False),
    ],
)
def test_what_a_person_tells_is_taken_down(text: str, name: str, value: FactValue) -> None:
    assert fact(text, name) == value


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("我租了三年", "lease_days", months(36)),
        ("合同签了两年了", "lease_days", months(24)),
        ("在这儿住了两年半", "residence_days", months(30)),
        ("住满两年了", "residence_days", months(24)),
        ("搬来十四个月", "residence_days", months(14)),
        ("我前年国庆搬来的", "residence_days", (DAY - date(2024, 10, 31)).days),
        ("2021年6月毕业", "graduated_days", (DAY - date(2021, 6, 1)).days),
        ("毕业三年了", "graduated_days", months(36)),
        ("去年毕业的", "graduated_days", (DAY - date(2025, 1, 1)).days),
    ],
)
def test_how_long_goes_to_the_fact_that_is_spoken_of(text: str, name: str, value: int) -> None:
    assert stated_facts(text, BOOK, DAY, {name}).facts.get(name) == value


def test_two_durations_go_to_two_facts() -> None:
    facts = said("租了三年,毕业四年").facts
    assert facts["lease_days"] == months(36)
    assert facts["graduated_days"] == months(48)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("干了一年半", 18),
        ("我干了三年", 36),
        ("做了两年", 24),
        ("开了八个月", 8),
        ("弄了四年了", 48),
    ],
)
def test_a_vague_word_says_how_long_one_does_business_only_where_business_is_spoken_of(
    text: str, count: int
) -> None:
    spoken_of = stated_facts(text, BOOK, DAY, {"business_days"})
    assert dict(spoken_of.facts) == {"business_days": months(count)}
    assert spoken_of.loose == ()
    for others in ((), ("residence_days", "lease_days")):
        alone = stated_facts(text, BOOK, DAY, others)
        assert "business_days" not in alone.facts
        assert [span.days for span in alone.loose] == [months(count)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("在这住了三年", "residence_days"),
        ("租了三年", "lease_days"),
        ("毕业三年了", "graduated_days"),
    ],
)
def test_a_duration_of_something_else_stays_so_where_business_is_spoken_of(
    text: str, name: str
) -> None:
    facts = stated_facts(text, BOOK, DAY, {"business_days"}).facts
    assert facts[name] == months(36)
    assert "business_days" not in facts


def test_a_whole_story_gives_all_its_facts() -> None:
    facts = said("我在市区租了整套房子,备案了,房东也同意,社保交着,住了两年多").facts
    wanted = {
        "dwelling_in_town": True,
        "dwelling_self_contained": True,
        "lease_registered": True,
        "landlord_consents": True,
        "social_insurance": True,
    }
    assert {name: facts.get(name) for name in wanted} == wanted
    assert int(facts["residence_days"]) >= months(24)


@pytest.mark.parametrize(
    "text",
    [
        "房东同意但是没备案",
        "备案没办,房东倒是同意",
        "房东同意落户,就是还没去备案",
        "没备案 房东同意",
    ],
)
def test_a_no_does_not_spill_over_to_its_neighbour(text: str) -> None:
    facts = said(text).facts
    assert (facts.get("lease_registered"), facts.get("landlord_consents")) == (False, True)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("要备案吗", "lease_registered"),
        ("是不是要备案", "lease_registered"),
        ("备案去哪办", "lease_registered"),
        ("怎么备案", "lease_registered"),
        ("不备案行不行", "lease_registered"),
        ("需要房东同意吗", "landlord_consents"),
        ("房东不同意怎么办", "landlord_consents"),
        ("房东要不要签字", "landlord_consents"),
        ("要交社保吗", "social_insurance"),
        ("社保要交几年", "social_insurance"),
        ("必须有营业执照吗", "business_licence"),
        ("要租几年", "lease_days"),
        ("住多久才行", "residence_days"),
        ("是不是要住满两年", "residence_days"),
        ("要住够两年吗", "residence_days"),
        ("租满一年才行吗", "lease_days"),
        ("毕业五年以内才行吗", "graduated_days"),
    ],
)
def test_a_question_states_nothing(text: str, name: str) -> None:
    assert name not in said(text).facts


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("如果备案了呢", "lease_registered"),
        ("要是房东同意的话", "landlord_consents"),
        ("假如我交社保", "social_insurance"),
        ("如果租满三年", "lease_days"),
        ("要是住满两年呢", "residence_days"),
        ("我打算去备案", "lease_registered"),
        ("我想办营业执照", "business_licence"),
        ("准备交社保", "social_insurance"),
        ("如果我是本科毕业", "talent_group"),
    ],
)
def test_a_wish_or_a_supposition_states_nothing(text: str, name: str) -> None:
    assert name not in said(text).facts


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("我租了两年能落户吗", "lease_days", months(24)),
        ("住了三年交着社保可以吗", "residence_days", months(36)),
        ("住了三年交着社保可以吗", "social_insurance", True),
        ("毕业三年了还能落吗", "graduated_days", months(36)),
        ("我没备案怎么办", "lease_registered", False),
        ("备案了行不行", "lease_registered", True),
        ("社保断了怎么办", "social_insurance", False),
        ("至少住了两年", "residence_days", months(24)),
    ],
)
def test_a_question_after_a_statement_leaves_it_standing(
    text: str, name: str, value: FactValue
) -> None:
    assert fact(text, name) == value


@pytest.mark.parametrize("text", ["还有两年毕业", "明年3月毕业", "我打算住两年"])
def test_what_is_still_to_come_is_no_fact(text: str) -> None:
    assert dict(said(text).facts) == {}


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("social_insurance", "有社保", True),
        ("social_insurance", "我没有房子", None),
        ("lease_registered", "租了房子", None),
        ("lease_registered", "租了两年", None),
        ("residence_days", "是不是要住满两年", None),
        ("hukou_cancelled_absent", "被注销了", True),
        ("from_same_province", "是本省的", True),
    ],
)
def test_only_the_words_of_the_question_may_follow_a_yes_or_a_no(
    name: str, text: str, value: FactValue | None
) -> None:
    assert answer(name, text) == value


@pytest.mark.parametrize("text", ["", "你好", "12345", "落户", "谢谢", "今天天气不错"])
def test_talk_of_something_else_states_nothing(text: str) -> None:
    assert dict(said(text).facts) == {}


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("lease_registered", "办了", True),
        ("lease_registered", "办过了", True),
        ("lease_registered", "嗯", True),
        ("lease_registered", "有", True),
        ("lease_registered", "没", False),
        ("lease_registered", "没办", False),
        ("lease_registered", "冇", False),
        ("lease_registered", "还没去", False),
        ("landlord_consents", "中", True),
        ("landlord_consents", "他说行", True),
        ("landlord_consents", "不肯", False),
        ("landlord_consents", "他不愿意", False),
        ("social_insurance", "交着呢", True),
        ("social_insurance", "没交", False),
        ("social_insurance", "断了", False),
        ("dwelling_in_town", "在镇上", True),
        ("dwelling_in_town", "市里", True),
        ("dwelling_in_town", "小区里", True),
        ("dwelling_in_town", "村里", False),
        ("dwelling_in_town", "在村里", False),
        ("dwelling_self_contained", "成套的房子", True),
        ("dwelling_self_contained", "单间", False),
        ("dwelling_self_contained", "两室一厅", True),
        ("dwelling_self_contained", "跟别人合租", False),
        ("address_has_hukou", "没有别人的户口", False),
        ("address_has_hukou", "有,房东的户口在上面", True),
        ("talent_group", "我大专毕业", "college_graduate"),
        ("talent_group", "都不是", "none"),
        ("talent_group", "有电工证", "certificate_holder"),
        ("talent_group", "在国企上班", "government_staff"),
    ],
)
def test_a_pending_question_is_answered_as_people_speak(
    name: str, text: str, value: FactValue
) -> None:
    assert answer(name, text) == value


@pytest.mark.parametrize(
    ("name", "text", "least"),
    [
        ("residence_days", "两年", months(24)),
        ("residence_days", "两年整", months(24)),
        ("residence_days", "有两年多了吧", months(24)),
        ("residence_days", "三年", months(36)),
        ("lease_days", "十四个月", months(14)),
        ("lease_days", "刚好一年", months(12)),
        ("lease_days", "半年多", months(6)),
        ("lease_days", "前年国庆", (DAY - date(2024, 10, 31)).days),
    ],
)
def test_how_long_is_answered_in_a_few_words(name: str, text: str, least: int) -> None:
    value = answer(name, text)
    assert value is not None
    assert least <= int(value) <= least + 31


@pytest.mark.parametrize(
    "text", ["差一天两年", "快两年了", "不到两年", "一年半", "一两年", "两年差几天"]
)
def test_not_quite_two_years_are_not_two_years(text: str) -> None:
    value = answer("residence_days", text)
    assert value is None or int(value) < months(24)


def test_years_since_graduation_are_counted_at_their_longer_end() -> None:
    assert answer("graduated_days", "2021年毕业") == (DAY - date(2021, 1, 1)).days


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("lease_registered", "为什么要备案"),
        ("lease_registered", "备案怎么办"),
        ("lease_registered", "不知道"),
        ("lease_registered", "那肥城呢"),
        ("landlord_consents", "房东不同意怎么办"),
        ("residence_days", "不记得了"),
        ("residence_days", "你们几点下班"),
        ("dwelling_in_town", "是"),
        ("dwelling_in_town", "对"),
        ("dwelling_self_contained", "有什么区别"),
        ("talent_group", "什么叫人才"),
    ],
)
def test_what_answers_nothing_is_not_taken_for_an_answer(name: str, text: str) -> None:
    assert answer(name, text) is None


@pytest.mark.parametrize("name", sorted(BOOK))
def test_every_choice_that_is_shown_can_be_tapped(name: str) -> None:
    for choice in BOOK[name].choices:
        assert answer(name, choice.title) == choice.value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("写了", "written"),
        ("有的", "written"),
        ("怎么会没写", "written"),
        ("没有", "oral"),
        ("还没", "oral"),
        ("准备写", "oral"),
        ("没承诺书", "oral"),
        ("不肯写", "refused"),
        ("没问过他", "not_asked"),
        ("同意", None),
        ("他答应了", None),
        ("没问题", None),
        ("不反对", None),
        ("不清楚", None),
        ("他说考虑考虑", None),
        ("没吭声", None),
    ],
)
def test_a_plain_word_to_what_has_several_values_says_one_or_none(
    text: str, value: FactValue | None
) -> None:
    assert answer("landlord_promise", text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("是", "lawful"), ("不合法", "unlawful"), ("不清楚", None), ("说不准合不合法", "unclear")],
)
def test_where_a_home_comes_from_is_answered_plainly(text: str, value: FactValue | None) -> None:
    assert answer("home_source", text) == value


@pytest.mark.parametrize("text", ["我住单身公寓", "租的单身宿舍", "住单身楼"])
def test_a_flat_for_singles_says_nothing_of_a_marriage(text: str) -> None:
    assert fact(text, "marital_status") is None
    assert answer("marital_status", text) is None
    assert fact("我还单身,住单身公寓", "marital_status") == "never"


@pytest.mark.parametrize("name", sorted(n for n, f in BOOK.items() if f.type == "enum"))
def test_every_way_to_say_a_choice_is_understood(name: str) -> None:
    wrong = {
        word: given
        for choice in BOOK[name].choices
        for word in choice.words
        if (given := answer(name, word)) != choice.value
    }
    assert wrong == {}


@pytest.mark.parametrize(
    "text", ["租房两年交着社保能落户不", "社保交着能办不", "房东同意的,能落不"]
)
def test_a_question_that_ends_in_bu_denies_nothing(text: str) -> None:
    stated = said(text)
    assert not any(value is False for value in stated.facts.values())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("租房合同不是没备案", "lease_registered"),
        ("租的房子哪能没备案", "lease_registered"),
        ("怎么会没备案", "lease_registered"),
        ("不能说没备案", "lease_registered"),
        ("我不是没交社保", "social_insurance"),
        ("社保没断过", "social_insurance"),
        ("社保从来没停过", "social_insurance"),
        ("没断过社保", "social_insurance"),
        ("社保一直没落下", "social_insurance"),
        ("社保交了五年没断过", "social_insurance"),
        ("怎么可能没社保", "social_insurance"),
        ("房东没意见", "landlord_consents"),
        ("房东没什么意见", "landlord_consents"),
        ("房东不反对", "landlord_consents"),
        ("房东也没反对", "landlord_consents"),
        ("我不是没有营业执照", "business_licence"),
        ("哪能没有劳动合同", "labour_contract"),
        ("税不是没交", "taxes_paid"),
        ("单位不是没签合同", "labour_contract"),
    ],
)
def test_a_denied_no_is_taken_down_as_a_yes(text: str, name: str) -> None:
    assert fact(text, name) is True


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("房东没说同意", None),
        ("房东没说不同意", None),
        ("房东没吭声", None),
        ("房东不置可否", None),
        ("房东不表态", None),
        ("房东嘴上答应没写", None),
        ("房东口头答应了没签", None),
        ("房东答应给写还没写", None),
        ("房东说同意,还没签字", None),
        ("房东说再考虑", None),
        ("房东没松口", False),
        ("房东没点头", False),
        ("房东没答应", False),
        ("跟房东谈不拢", False),
        ("房东死活不松口", False),
        ("房东有意见", False),
        ("房东反对", False),
        ("房东一直不答应", False),
    ],
)
def test_a_consent_not_given_is_never_taken_for_one(text: str, value: FactValue | None) -> None:
    assert fact(text, "landlord_consents") is value


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("备案正在办", "lease_registered"),
        ("租房备案还没下来", "lease_registered"),
        ("备案在走流程", "lease_registered"),
        ("备案的材料递上去了还没批", "lease_registered"),
        ("备案快办好了", "lease_registered"),
        ("备案刚申请", "lease_registered"),
        ("正在备案", "lease_registered"),
        ("在办备案呢", "lease_registered"),
        ("营业执照还没下来", "business_licence"),
        ("营业执照正在办", "business_licence"),
        ("营业执照办着呢", "business_licence"),
        ("执照的材料交上去了", "business_licence"),
        ("营业执照在审批", "business_licence"),
        ("执照快下来了", "business_licence"),
        ("房产证办理中", "home_title_proof"),
        ("房产证还在办", "home_title_proof"),
        ("劳动合同正在签", "labour_contract"),
        ("税务登记刚递上去", "tax_registration"),
    ],
)
def test_what_is_under_way_is_not_done_today(text: str, name: str) -> None:
    assert fact(text, name) is False


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("下周去办备案", "lease_registered"),
        ("备案下周去办", "lease_registered"),
        ("明天就去备案", "lease_registered"),
        ("备案准备过两天去办", "lease_registered"),
        ("打算过完年去办备案", "lease_registered"),
        ("营业执照下个月去领", "business_licence"),
        ("回头再办营业执照", "business_licence"),
        ("劳动合同准备签", "labour_contract"),
        ("劳动合同下周签", "labour_contract"),
        ("社保下个月开始交", "social_insurance"),
        ("单位说以后给交社保", "social_insurance"),
    ],
)
def test_what_is_only_meant_to_be_done_states_nothing(text: str, name: str) -> None:
    assert fact(text, name) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("备案办好了", "lease_registered"),
        ("备案刚办完", "lease_registered"),
        ("备案已经办下来了", "lease_registered"),
        ("营业执照批下来了", "business_licence"),
        ("营业执照刚领到", "business_licence"),
        ("正在交社保", "social_insurance"),
        ("社保还在交", "social_insurance"),
        ("正交着社保", "social_insurance"),
        ("劳动合同上周签的", "labour_contract"),
        ("房东点头了", "landlord_consents"),
        ("房东没多说就同意了", "landlord_consents"),
        ("房东二话没说就答应了", "landlord_consents"),
        ("房东没为难我", "landlord_consents"),
        ("跟房东谈妥了他同意", "landlord_consents"),
    ],
)
def test_what_is_done_or_lasts_is_taken_down(text: str, name: str) -> None:
    assert fact(text, name) is True


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("房东不同意呢", "landlord_consents"),
        ("那房东不答应呢", "landlord_consents"),
        ("万一房东反悔", "landlord_consents"),
        ("房东同意呢", "landlord_consents"),
        ("要是没备案呢", "lease_registered"),
        ("备案了呢", "lease_registered"),
        ("不备案行吗", "lease_registered"),
        ("没备案可以吗", "lease_registered"),
        ("假如交了社保", "social_insurance"),
        ("不交社保行吗", "social_insurance"),
        ("没有社保可以吗", "social_insurance"),
        ("没有社保行不行", "social_insurance"),
        ("不交社保能落户吗", "social_insurance"),
        ("没有营业执照可以吗", "business_licence"),
        ("不签劳动合同成不成", "labour_contract"),
        ("没有劳动合同够不够", "labour_contract"),
    ],
)
def test_what_if_states_nothing(text: str, name: str) -> None:
    assert fact(text, name) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("社保要交多久", "social_insurance"),
        ("要不要备案", "lease_registered"),
        ("得有社保吧?", "social_insurance"),
        ("得有社保吧", "social_insurance"),
        ("得备案吧", "lease_registered"),
        ("是得去备案不", "lease_registered"),
        ("备案了没", "lease_registered"),
        ("备案办了没有", "lease_registered"),
        ("社保交了没", "social_insurance"),
        ("房东同意没", "landlord_consents"),
        ("房东同意?", "landlord_consents"),
        ("要不要房东点头", "landlord_consents"),
        ("社保交不交都行吗", "social_insurance"),
        ("营业执照要几天才办下来", "business_licence"),
        ("还得签劳动合同吗", "labour_contract"),
    ],
)
def test_asking_states_nothing_however_it_is_worded(text: str, name: str) -> None:
    assert fact(text, name) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("我没在这儿交社保", "social_insurance"),
        ("老板没给我上社保", "social_insurance"),
        ("我没跟单位说过要交社保", "social_insurance"),
        ("五险一样都没参加", "social_insurance"),
        ("厂里一直不跟我签劳动合同", "labour_contract"),
        ("我没去房管所备案", "lease_registered"),
        ("没把合同拿去备案", "lease_registered"),
        ("合同一直没送到房管局备案", "lease_registered"),
        ("我没个固定店面", "business_premises"),
        ("该缴的税我一直没缴", "taxes_paid"),
        ("我还没找人办税务登记", "tax_registration"),
        ("备案办不下来", "lease_registered"),
        ("营业执照办不了", "business_licence"),
        ("不在镇上打工", "job_in_town"),
        ("没在当地租房", "rents_in_region"),
    ],
)
def test_a_no_reaches_over_where_and_with_whom(text: str, name: str) -> None:
    assert fact(text, name) is not True


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("单位没说给交社保", "social_insurance"),
        ("单位答应给交社保", "social_insurance"),
        ("等房东同意了就去备案", "lease_registered"),
        ("等房东同意", "landlord_consents"),
        ("房东应该会同意", "landlord_consents"),
        ("房东会同意的", "landlord_consents"),
        ("不交社保不行", "social_insurance"),
        ("不得不交社保", "social_insurance"),
        ("备案得房东去办", "lease_registered"),
        ("老板没说要签劳动合同", "labour_contract"),
        ("不去村里干活", "job_in_town"),
        ("不住镇上", "lives_in_village"),
        ("不是函授", "full_time_study"),
        ("我的房子不在城里", "dwelling_in_town"),
    ],
)
def test_a_denied_contrary_or_a_thing_not_said_states_nothing(text: str, name: str) -> None:
    assert fact(text, name) is None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("社保没交,医保交了", {"social_insurance": False}),
        ("社保没交医保交了", {"social_insurance": False}),
        ("医保没交社保交了", {"social_insurance": True}),
        ("社保交了医保没交", {"social_insurance": True}),
        ("没签劳动合同但交着社保", {"labour_contract": False, "social_insurance": True}),
        ("没签劳动合同交着社保", {"labour_contract": False, "social_insurance": True}),
        ("不是租的,是买的", {"rents_in_region": False}),
        ("房东同意了没备案", {"landlord_consents": True, "lease_registered": False}),
        ("备案办了房东不同意", {"landlord_consents": False, "lease_registered": True}),
        ("执照办了税务登记没办", {"business_licence": True, "tax_registration": False}),
        ("有营业执照没有税务登记", {"business_licence": True, "tax_registration": False}),
        ("社保断了,房东没意见", {"social_insurance": False, "landlord_consents": True}),
        ("户口没在这,人在这", {"hukou_elsewhere": True}),
        ("我老公不是城镇户口", {"relative_with_town_hukou": None}),
        ("社保目前没交", {"social_insurance": False}),
    ],
)
def test_each_part_of_a_contrast_is_read_for_its_own_fact(
    text: str, values: dict[str, FactValue | None]
) -> None:
    facts = said(text).facts
    assert {name: facts.get(name) for name in values} == values
