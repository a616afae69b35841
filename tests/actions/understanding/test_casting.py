"""Whose facts are whose: what is told of a relative is not taken for the applicant's."""

from __future__ import annotations

import pytest

from actions.eligibility.loader import load_facts
from actions.understanding.casting import SPEAKER, Cast, Ear, Person, cast_of
from actions.understanding.facts import stated_facts
from actions.understanding.kinship import load_kinship
from luohu.settings import ROOT
from luohu.text import normalise
from tests.actions.conftest import USUAL_DAY

BOOK = load_facts(ROOT / "policy_corpus")
KINSHIP = load_kinship(ROOT / "policy_corpus")


def cast(text: str, meant: str | None = None) -> Cast:
    return cast_of(normalise(text), KINSHIP, BOOK, BOOK[meant] if meant else None)


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("我想投靠我闺女", "host_relation", "child"),
        ("我闺女想投靠我们两口子", "host_relation", "parent"),
        ("外孙女能投靠姥姥落户吗", "host_relation", "grandparent"),
        ("女婿能不能投靠岳父", "host_relation", "parent_in_law"),
        ("投靠前妻行不行", "host_relation", "no_kin"),
        ("能投靠未婚妻落户吗", "host_relation", "no_kin"),
        ("想投靠孙媳妇", "host_relation", "other"),
        ("能投靠堂弟吗", "host_relation", "other"),
        ("想投靠干儿子", "host_relation", "no_kin"),
        ("投靠我媳妇的哥哥可以吗", "host_relation", "other"),
        ("我想投靠老伴", "host_relation", "spouse"),
        ("我想投靠继父", "host_relation", "step_or_adoptive_parent"),
        ("老丈人能不能一块迁", "companion_relation", "parent_in_law"),
        ("能把老公的爸妈也带上吗", "companion_relation", "parent_in_law"),
        ("儿媳能跟着我一起落户吗", "companion_relation", "child_in_law"),
        ("孙媳妇能跟着我一起落户吗", "companion_relation", "other"),
        ("能带媳妇的爸妈一起落户吗", "companion_relation", "parent_in_law"),
        ("能带上小学的儿子一起落户吗", "companion_relation", "minor_child"),
        ("能带我那离了婚的闺女一块落户吗", "companion_relation", "formerly_married_child"),
        ("我要带上我妹，口误口误，带我妈一起落户行吗", "companion_relation", "parent"),
        ("能不能带女朋友——啊不，上个月领证了，是带老婆一起落户", "companion_relation", "spouse"),
        ("公公婆婆住我家，两位老人能跟着随迁吗", "companion_relation", "parent_in_law"),
        ("丈母娘能不能随迁，还是非得是亲妈", "companion_relation", "parent_in_law"),
        ("我家儿子是抱养的，能带他一起落户吗", "companion_relation", "step_or_adoptive_child"),
        ("想把户口迁到威海我奶奶那个本上就是投靠嘛我是她孙女", "host_relation", "grandparent"),
        ("我是投靠闺女落威海的，想把老伴也带上", "companion_relation", "spouse"),
    ],
)
def test_a_relation_is_the_one_between_the_two_who_are_meant(
    text: str, fact: str, value: str
) -> None:
    assert cast(text).facts[fact] == value


@pytest.mark.parametrize("text", ["能带儿子一起落户吗", "孩子能跟着我落户吗"])
def test_a_child_of_unknown_age_is_asked_about(text: str) -> None:
    found = cast(text)
    assert "companion_relation" not in found.facts
    assert found.kin == {"companion": "child"}


def test_a_mere_relative_can_be_anybody() -> None:
    assert "host_relation" not in cast("我想投靠亲戚").facts


def test_a_relative_answers_what_was_asked() -> None:
    found = cast("是我老丈人", "host_relation")
    assert found.facts == {"host_relation": "parent_in_law"}
    assert found.persons["host"].relation == "parent_in_law"


def test_who_asks_may_be_the_host() -> None:
    persons = cast("我女儿想投靠我们").persons
    assert persons["applicant"].relation == "child"
    assert persons["host"].relation == SPEAKER


def told(text: str, persons: dict[str, Person] | None = None) -> dict[str, object]:
    ear = Ear(KINSHIP, persons or {})  # type: ignore[arg-type]
    return dict(stated_facts(normalise(text), BOOK, USUAL_DAY, ear=ear).facts)


def test_a_husbands_insurance_is_not_the_wifes() -> None:
    assert "social_insurance" not in told("我老公社保一直在交")
    assert told("我社保一直在交")["social_insurance"] is True
    assert "social_insurance" not in told("我租房住，我媳妇交了社保")


def test_the_next_sentence_is_about_oneself_again() -> None:
    said = told("我有两个孩子，社保一直在交")
    assert said["social_insurance"] is True
    said = told("我老公在外地。社保一直在交")
    assert said["social_insurance"] is True


def test_what_the_applicant_has_is_theirs_where_the_host_asks() -> None:
    daughter = Person("女儿", "child")
    persons = {"applicant": daughter, "host": Person("", SPEAKER)}
    assert told("我女儿社保一直在交", persons)["social_insurance"] is True
    assert "social_insurance" not in told("我社保一直在交", persons)


@pytest.mark.parametrize("text", ["我们住我爸买的房子", "我跟她住她买的房", "我住儿子盖的楼房"])
def test_a_home_that_a_relative_bought_is_not_the_speaker_s(text: str) -> None:
    stated = stated_facts(normalise(text), BOOK, USUAL_DAY, ear=Ear(KINSHIP, {}))
    assert "owns_home_here" not in stated.facts
    assert stated.facts.get("dwelling_kind") != "own"


@pytest.mark.parametrize(
    "text",
    ["房东点头让我落到他那儿", "想落到房主的本子上", "我跟媳妇让来让去,末了写的是我"],
)
def test_nobody_moves_to_a_landlord_or_to_and_fro(text: str) -> None:
    assert cast(text).moves is None
