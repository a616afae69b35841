"""A word in the message tells a subject from one that sounds alike."""

from __future__ import annotations

import pytest

from actions.conversation.message import Message
from actions.conversation.narrowing import narrowed
from actions.retrieval.subjects import load_subjects
from luohu.settings import ROOT

SUBJECTS = load_subjects(ROOT / "policy_corpus")


def message(text: str, **heard: float) -> Message:
    return Message(text, "ask_joining", 0.9, {f"ask_{name}": much for name, much in heard.items()})


def likeliest(text: str, **heard: float) -> str:
    subjects = narrowed(message(text, **heard), text, SUBJECTS).subjects
    return max(subjects, key=lambda name: subjects[name])


@pytest.mark.parametrize(
    ("text", "heard", "meant"),
    [
        ("想投靠村里的老公", {"joining": 0.8, "rural_join": 0.1}, "rural_join"),
        ("想投靠村里的老公", {"joining": 0.8}, "rural_join"),
        ("想投靠城里的老公", {"joining": 0.8, "rural_join": 0.1}, "joining"),
        ("想回村里创业", {"business": 0.5, "employment": 0.3}, "rural_newcomer"),
        ("想在市里创业", {"business": 0.5, "employment": 0.3}, "business"),
        ("一直没上过户口", {"restore_hukou": 0.6, "no_hukou": 0.2}, "no_hukou"),
    ],
)
def test_the_narrow_subject_is_meant_only_where_its_sign_stands(
    text: str, heard: dict[str, float], meant: str
) -> None:
    assert likeliest(text, **heard) == meant


def test_the_two_change_places_and_the_rest_stays() -> None:
    before = message("想投靠村里的老公", joining=0.8, rural_join=0.1, talent=0.05)
    after = narrowed(before, before.text, SUBJECTS)
    assert after.subjects == {"joining": 0.1, "rural_join": 0.8, "talent": 0.05}
    assert (after.text, after.intent) == (before.text, before.intent)


def test_a_narrow_subject_that_is_already_meant_is_left_alone() -> None:
    before = message("想投靠村里的老公", joining=0.1, rural_join=0.8)
    assert narrowed(before, before.text, SUBJECTS) == before


def test_a_sign_alone_makes_no_subject() -> None:
    before = message("想投靠村里的老公", fees=0.9, joining=0.01)
    assert narrowed(before, before.text, SUBJECTS) == before


def test_a_village_in_the_name_of_a_place_is_no_village() -> None:
    before = message("投靠父母,落到周村", joining=0.8, rural_join=0.1)
    assert narrowed(before, "投靠父母,落到", SUBJECTS) == before
    assert narrowed(before, before.text, SUBJECTS) != before
