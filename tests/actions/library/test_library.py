"""Whatever the documents hold can be looked up, word by word."""

from __future__ import annotations

import pytest

from actions.conversation.services import Services
from actions.library.documents import document
from actions.library.facts import facts
from actions.library.regions import regions
from actions.library.searching import search
from actions.refused import RefusedError
from luohu.text import compact
from tests.actions.conftest import USUAL_DAY

CODES = ("150400", "330211", "370306", "370983", "371000")


def test_every_covered_region_is_listed_with_its_document(services: Services) -> None:
    listed = regions(services, USUAL_DAY)["regions"]
    assert sorted(region["code"] for region in listed) == sorted(CODES)
    for region in listed:
        assert region["documents"]
        assert {entry["id"] for entry in region["pathways"]} == set(
            services.eligibility.pathways(region["code"])
        )


def test_a_lapsed_document_is_listed_as_lapsed(services: Services) -> None:
    listed = {region["code"]: region for region in regions(services, USUAL_DAY)["regions"]}
    (weihai,) = listed["371000"]["documents"]
    assert (weihai["status"], weihai["expires_on"]) == ("expired", "2026-10-20")


def test_only_subjects_that_the_document_treats_are_offered(services: Services) -> None:
    for region in regions(services, USUAL_DAY)["regions"]:
        offered = [subject["id"] for subject in region["subjects"]]
        assert len(offered) == len(set(offered))
        assert "processing_time" not in offered
        assert "materials" not in offered
        assert ("points" in offered) == (region["code"] == "330211")
        assert all(subject["title"] and subject["payload"] for subject in region["subjects"])


@pytest.mark.parametrize("code", CODES)
def test_a_document_reads_as_it_stands(services: Services, code: str) -> None:
    (received,) = services.corpus.by_region(code)
    shown = document(services.corpus, received.folder, USUAL_DAY)
    ids = [clause["id"] for clause in shown["clauses"]]
    assert len(ids) == len(set(ids)) == len(received.clauses)
    assert all(clause["text"] in compact(received.received) for clause in shown["clauses"])
    starts = [services.corpus.clause(received.folder, name).spans[0] for name in ids]
    assert starts == sorted(starts)


def test_a_document_that_is_not_there_is_refused_with_those_that_are(services: Services) -> None:
    with pytest.raises(RefusedError, match="371000-weihai") as refused:
        document(services.corpus, "../secrets", USUAL_DAY)
    assert refused.value.is_absence


def test_search_in_a_region_finds_the_clause_first(services: Services) -> None:
    hits = search(services, "租房落户", USUAL_DAY, "371000")["hits"]
    assert hits[0]["citation"]["clause"] == "一/(二)"
    assert {hit["citation"]["document"] for hit in hits} == {"371000-weihai"}


def test_search_everywhere_puts_the_best_of_all_regions_first(services: Services) -> None:
    hits = search(services, "积分落户", USUAL_DAY)["hits"]
    assert hits[0]["citation"]["document"] == "330211-zhenhai"
    assert len({hit["citation"]["document"] for hit in hits}) > 1
    scores = [hit["score"] for hit in hits]
    assert scores == sorted(scores, reverse=True)


def test_a_place_named_in_the_search_is_the_place_searched(services: Services) -> None:
    hits = search(services, "肥城租房落户", USUAL_DAY)["hits"]
    assert {hit["citation"]["document"] for hit in hits} == {"370983-feicheng"}


@pytest.mark.parametrize(
    ("question", "region", "limit", "code"),
    [
        ("", None, 10, "empty_question"),
        ("？！", None, 10, "empty_question"),
        ("租" * 300, None, 10, "too_long"),
        ("租房", "999999", 10, "no_region"),
        ("租房", None, 0, "wrong_limit"),
    ],
)
def test_a_search_that_cannot_be_made_says_why(
    services: Services, question: str, region: str | None, limit: int, code: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        search(services, question, USUAL_DAY, region, limit)
    assert refused.value.code == code


@pytest.mark.parametrize("code", CODES)
def test_the_facts_of_a_region_are_those_its_pathways_need(services: Services, code: str) -> None:
    listed = facts(services, code)["facts"]
    assert listed
    for fact in listed:
        assert fact["label"]
        assert (fact["type"] == "duration") == (not fact["choices"])
