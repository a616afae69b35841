"""An answer is taken from plain words, cues and what is heard, but never against a doubt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import cast

import pytest

from actions.eligibility.loader import load_facts
from actions.eligibility.model import Fact, FactValue
from actions.understanding.answers import answer_to
from actions.understanding.facts import Stated, stated_facts
from actions.understanding.listening import Heard, Listener
from luohu.settings import ROOT

BOOK: Mapping[str, Fact] = load_facts(ROOT / "policy_corpus")
DAY = date(2026, 11, 22)
# No cue foresees it.
UNFORESEEN = "他拍着胸脯叫我放心"
CLEAR = Heard(True, 0.9, 0.1)


class Hears:
    """A listener that hears the same in everything."""

    def __init__(self, **heard: Heard) -> None:
        self.heard = heard

    def hear(self, text: str, facts: Iterable[Fact]) -> dict[str, Heard]:
        return {fact.name: self.heard[fact.name] for fact in facts if fact.name in self.heard}


def answer(name: str, text: str, **heard: Heard) -> FactValue | None:
    listener = cast(Listener, Hears(**heard)) if heard else None
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
def test_an_answer_that_no_cue_foresaw_is_heard(value: bool) -> None:
    assert (
        answer("landlord_consents", UNFORESEEN, landlord_consents=Heard(value, 0.9, 0.1)) is value
    )


@pytest.mark.parametrize("unclear", [Heard(True, 0.55, 0.1), Heard(True, 0.9, 0.8)])
def test_what_is_not_heard_clearly_is_no_answer(unclear: Heard) -> None:
    assert answer("landlord_consents", UNFORESEEN, landlord_consents=unclear) is None


def test_what_is_heard_more_clearly_as_another_fact_is_no_answer() -> None:
    faint, clear = Heard(True, 0.7, 0.5), Heard(True, 0.98, 0.02)
    heard = {"landlord_consents": faint, "social_insurance": clear}
    assert answer("landlord_consents", UNFORESEEN, **heard) is None


@pytest.mark.parametrize(
    ("mine", "other"),
    [(Heard(True, 0.7, 0.7), Heard(True, 0.6, 0.1)), (CLEAR, Heard(True, 0.95, 0.02))],
)
def test_another_fact_that_is_faint_or_hardly_clearer_is_no_hindrance(
    mine: Heard, other: Heard
) -> None:
    heard = {"landlord_consents": mine, "social_insurance": other}
    assert answer("landlord_consents", UNFORESEEN, **heard) is True


def test_only_of_the_fact_that_was_asked_for_an_answer_is_heard() -> None:
    assert answer("landlord_consents", UNFORESEEN, social_insurance=CLEAR) is None


@pytest.mark.parametrize(
    ("contrary", "value"),
    [
        (Heard(False, 0.9, 0.1), None),
        (Heard(False, 0.55, 0.1), True),
        (Heard(False, 0.9, 0.6), True),
    ],
)
def test_a_yes_that_is_clearly_heard_as_a_no_is_asked_again(
    contrary: Heard, value: bool | None
) -> None:
    text = "房东愿意给我写那个承诺书"
    assert answer("landlord_consents", text) is True
    assert answer("landlord_consents", text, landlord_consents=contrary) is value


def test_a_plain_yes_is_taken_whatever_is_heard() -> None:
    contrary = Heard(False, 0.99, 0.0)
    assert answer("landlord_consents", "同意了", landlord_consents=contrary) is True


def test_which_of_several_is_meant_is_heard_better_than_cued() -> None:
    father_in_law = Heard("parent_in_law", 0.9, 0.1)
    assert answer("host_relation", "我媳妇的爸") == "spouse"
    assert answer("host_relation", "我媳妇的爸", host_relation=father_in_law) == "parent_in_law"


def test_a_tap_is_taken_whatever_is_heard() -> None:
    title = "租的房子（公租房也算）"
    assert answer("dwelling_kind", title, dwelling_kind=Heard("own", 0.99, 0.0)) == "rented"


@pytest.mark.parametrize("name", ["landlord_consents", "dwelling_kind"])
@pytest.mark.parametrize("text", ["不知道", "这个我不清楚", "我哪知道他咋想的"])
def test_not_knowing_is_never_heard_as_an_answer(name: str, text: str) -> None:
    value: FactValue = True if name == "landlord_consents" else "own"
    assert answer(name, text, **{name: Heard(value, 0.99, 0.0)}) is None


def test_what_was_only_heard_is_not_believed_like_a_cue() -> None:
    name, told = "landlord_consents", {"landlord_consents": True}
    by_ear, cued = Stated(told, heard=frozenset(told)), Stated(told)
    assert answer_to(BOOK[name], UNFORESEEN, by_ear, DAY, BOOK) is None
    assert answer_to(BOOK[name], UNFORESEEN, cued, DAY, BOOK) is True
