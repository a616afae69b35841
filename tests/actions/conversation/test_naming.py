"""The title of a pathway names it, and tells nothing of the person who taps it."""

from __future__ import annotations

import pytest

from actions.conversation.naming import titled_pathway, without_titles
from actions.corpus import Corpus
from actions.eligibility import Eligibility
from luohu.settings import ROOT
from luohu.text import normalise
from tests.actions.conversation.conftest import Start


@pytest.fixture(scope="module")
def rules(corpus: Corpus) -> Eligibility:
    return Eligibility(corpus, ROOT / "policy_corpus")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("租房落户", "renting"),
        ("我想问租房落户要带什么", "renting"),
        ("农村投靠落户", "rural_join"),
        ("入乡返乡就业创业落户", "rural_newcomer"),
        ("租房怎么落户", None),
    ],
)
def test_the_longest_title_in_a_message_is_the_one_that_is_meant(
    rules: Eligibility, text: str, name: str | None
) -> None:
    assert titled_pathway(text, rules.pathways("371000")) == name


@pytest.mark.parametrize("region", ["150400", "330211", "370306", "370983", "371000"])
def test_every_title_names_its_own_pathway_and_leaves_nothing_behind(
    rules: Eligibility, region: str
) -> None:
    opened = rules.pathways(region)
    titles = {name: normalise(pathway.title) for name, (_, pathway) in opened.items()}
    assert {name: titled_pathway(title, opened) for name, title in titles.items()} == {
        name: name for name in opened
    }
    assert {without_titles(title, opened) for title in titles.values()} == {""}


@pytest.mark.parametrize(
    ("text", "rest"),
    [("租房落户,房东同意了", ",房东同意了"), ("租房,房东同意了", "租房,房东同意了")],
)
def test_what_stands_beside_a_title_is_kept(rules: Eligibility, text: str, rest: str) -> None:
    assert without_titles(text, rules.pathways("371000")) == rest


def test_who_taps_a_title_has_not_told_that_they_rent(start: Start) -> None:
    tapped, told = start(region="371000"), start(region="371000")
    tapped.say("帮我看看租房落户符不符合条件", act="check")
    told.say("我租的房,帮我看看符不符合条件", act="check")
    assert tapped.session.facts == {}
    assert told.session.facts["dwelling_kind"] == "rented"
