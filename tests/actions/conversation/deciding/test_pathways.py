"""What search finds corrects what understanding misheard."""

from __future__ import annotations

import pytest

from actions.conversation.deciding.pathways import found_instead, is_near, pathway_meant
from actions.conversation.message import Message
from actions.conversation.naming import pathway_named
from actions.conversation.respond import understand
from actions.conversation.services import Services
from actions.conversation.session import Session
from actions.conversation.situation import Situation
from tests.actions.conftest import USUAL_DAY
from tests.actions.conversation.conftest import Start


def heard_as(services: Services, region: str, text: str, heard: dict[str, float]) -> Situation:
    """A message in which understanding heard some pathways, the likeliest first."""
    ranking = {f"ask_{name}": value for name, value in heard.items()}
    message = Message(text, next(iter(ranking)), next(iter(heard.values())), ranking)
    return understand(message, Session(region=region), services, USUAL_DAY)


def instead(services: Services, region: str, text: str, heard: dict[str, float]) -> str | None:
    return found_instead(heard_as(services, region, text, heard), next(iter(heard)))


MISHEARD = [
    ("371000", "我租的房子能不能上户口", "own_home", "renting"),
    ("371000", "投靠近亲属怎么迁户口", "renting", "joining"),
    ("370306", "在厂里上班能不能落户", "renting", "employment"),
    ("150400", "开了个小店能不能落户", "joining", "business"),
]


@pytest.mark.parametrize(("region", "text", "heard", "meant"), MISHEARD)
def test_a_pathway_that_was_misheard_gives_way_to_the_one_that_search_found(
    services: Services, region: str, text: str, heard: str, meant: str
) -> None:
    assert instead(services, region, text, {heard: 0.6, meant: 0.2}) == meant


@pytest.mark.parametrize(("region", "text", "other", "meant"), MISHEARD)
def test_a_pathway_that_search_finds_as_well_stays(
    services: Services, region: str, text: str, other: str, meant: str
) -> None:
    assert instead(services, region, text, {meant: 0.6, other: 0.2}) is None


@pytest.mark.parametrize(("region", "text", "heard", "meant"), MISHEARD)
def test_what_understanding_did_not_hear_at_all_replaces_nothing(
    services: Services, region: str, text: str, heard: str, meant: str
) -> None:
    assert instead(services, region, text, {heard: 0.6, meant: 0.01}) is None


@pytest.mark.parametrize(("region", "text", "heard", "meant"), MISHEARD)
def test_the_pathway_that_is_meant_is_near_and_the_misheard_one_is_not(
    services: Services, region: str, text: str, heard: str, meant: str
) -> None:
    situation = heard_as(services, region, text, {heard: 0.6, meant: 0.2})
    assert is_near(situation, meant)
    assert not is_near(situation, heard)


def test_of_several_clauses_the_one_that_search_found_best_is_shown_first(
    start: Start,
) -> None:
    for place in ("威海", "肥城", "赤峰"):
        turn = start().say(f"{place}租房能落户吗", asks="renting")
        answering = [one for one in turn["citations"] if one["role"] == "answers"]
        assert turn["citations"][: len(answering)] == answering
        assert "租" in answering[0]["quote"]


@pytest.mark.parametrize(
    ("region", "text", "means"),
    [
        ("150400", "她想按人才那个政策落户,中专毕业的", "talent"),
        ("150400", "我想凭做生意把户口弄来,房子是租的", "business"),
        ("371000", "家里有房,不过我要走投靠亲属那条", "joining"),
        ("371000", "冲着租房这条来的,班也上着", "renting"),
        ("370306", "按照回原籍农村的章程,户口放回村里", "rural_return"),
        ("150400", "备了案,住了两年,也有技师证,租房能落户吗", "renting"),
    ],
)
def test_who_says_by_what_they_would_settle_means_that_way(
    services: Services, region: str, text: str, means: str
) -> None:
    heard = heard_as(services, region, text, {"own_home": 0.9, means: 0.05})
    assert pathway_meant(heard) == means


@pytest.mark.parametrize("text", ["凭什么不给我落户", "我想凭自己的本事落户", "买房和租房哪个好"])
def test_who_does_not_say_by_what_is_understood_otherwise(services: Services, text: str) -> None:
    heard = heard_as(services, "371000", text, {"own_home": 0.9})
    assert pathway_named(text, heard.opened, services.subjects) is None


def test_who_rents_and_owns_nothing_means_renting(services: Services) -> None:
    text = "我租着房,前一套住了一年换到这套,社保交着,户口能落不"
    heard = heard_as(services, "370983", text, {"own_home": 0.6, "renting": 0.3})
    assert pathway_meant(heard) == "renting"


def test_who_joins_in_a_village_is_not_taken_to_join_in_town(services: Services) -> None:
    text = "我妈在农村,想把户口落她那儿"
    heard = heard_as(services, "371000", text, {"rural_join": 0.7, "joining": 0.3})
    assert pathway_meant(heard) == "rural_join"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("我在周村城里买了个商铺，人也住在城里，凭这个商铺能落户不", "own_home"),
        ("周村城里开了个门市，天天守店，能落户不", "business"),
    ],
)
def test_of_two_pathways_heard_alike_the_one_of_which_more_is_told_is_meant(
    services: Services, text: str, meant: str
) -> None:
    for heard in ({"business": 0.5, "own_home": 0.49}, {"own_home": 0.5, "business": 0.49}):
        assert pathway_meant(heard_as(services, "370306", text, heard)) == meant


@pytest.mark.parametrize(
    ("region", "text"),
    [
        ("371000", "我爸在农村老家，想让他户口跟我到威海"),
        ("370306", "我婆婆在老家村里，想迁到我们周村城里来"),
    ],
)
def test_the_village_somebody_comes_from_is_not_where_they_go(
    services: Services, region: str, text: str
) -> None:
    heard = heard_as(services, region, text, {"rural_join": 0.95, "joining": 0.03})
    assert pathway_meant(heard) in ("joining", "accompany")


def test_the_village_somebody_goes_back_to_is(services: Services) -> None:
    text = "我娘家在村里，想把户口落回娘家村里"
    heard = heard_as(services, "370306", text, {"rural_join": 0.9, "joining": 0.05})
    assert pathway_meant(heard) == "rural_join"
