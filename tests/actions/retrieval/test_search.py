"""Search stays inside the place that was asked about and understands lay words."""

from __future__ import annotations

import pytest

from actions.conversation.services import Services
from luohu.text import normalise

REGIONS = ["371000", "370306", "370983", "150400", "330211"]
QUESTIONS = ["租房能落户吗", "投靠儿子怎么办", "居住证有什么用", "黑户怎么上户口", "土地会不会收回"]


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_only_documents_of_the_place_are_found(
    services: Services, region: str, question: str
) -> None:
    hits = services.retriever.search(question, region, {}, limit=50)
    assert hits
    for hit in hits:
        assert services.corpus.documents[hit.clause.document].region == region


@pytest.mark.parametrize("name", ["威海", "周村", "肥城", "赤峰", "镇海"])
def test_naming_another_place_does_not_lead_out_of_the_place(services: Services, name: str) -> None:
    hits = services.retriever.search(f"{name}租房能落户吗", "150400", {})
    assert {hit.clause.document for hit in hits} == {"150400-chifeng"}


@pytest.mark.parametrize("region", ["110000", "370600", "", "371002"])
def test_a_place_without_a_document_finds_nothing(services: Services, region: str) -> None:
    assert services.retriever.search("租房能落户吗", region, {}) == []


def test_hits_come_best_first_and_say_why(services: Services) -> None:
    hits = services.retriever.search("租房能落户吗", "371000", {"renting": 0.9}, limit=8)
    assert len(hits) == 8
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    for hit in hits:
        assert -1 <= hit.dense <= 1.0001
        assert 0 <= hit.lexical <= 1
        assert 0 <= hit.subject <= 1
        assert hit.passage
    assert len({hit.clause.id for hit in hits}) == 8


@pytest.mark.parametrize(
    ("region", "pathway", "question"),
    [
        ("371000", "renting", "租的房子能上户口不"),
        ("370306", "renting", "租房住能不能落户"),
        ("371000", "own_home", "买了房子怎么迁户口"),
        ("371000", "employment", "在公司上班签了合同能落户吗"),
        ("370306", "joining", "想投靠闺女把户口迁过来"),
        ("371000", "rural_return", "想把户口迁回老家农村"),
    ],
)
def test_the_clause_of_the_pathway_comes_first(
    services: Services, region: str, pathway: str, question: str
) -> None:
    folder, rules = services.eligibility.pathways(region)[pathway]
    wanted = services.corpus.find_quote(folder, rules.quotes[0])
    hits = services.retriever.search(normalise(question), region, {pathway: 0.8})
    assert hits[0].clause.id == wanted.id


def test_without_any_idea_of_the_subject_the_clause_is_still_among_the_first(
    services: Services,
) -> None:
    folder, rules = services.eligibility.pathways("371000")["renting"]
    wanted = services.corpus.find_quote(folder, rules.quotes[0])
    hits = services.retriever.search("租赁住房在房管部门备案怎么落户", "371000", {})
    assert wanted.id in [hit.clause.id for hit in hits[:3]]


@pytest.mark.parametrize("question", ["", " ", "？", "abc", "\U0001f44d", "租" * 2000])
def test_an_odd_question_breaks_nothing(services: Services, question: str) -> None:
    hits = services.retriever.search(question, "371000", {"no_such_subject": 1.0})
    assert all(hit.clause.document == "371000-weihai" for hit in hits)


@pytest.mark.parametrize("region", REGIONS)
def test_a_question_of_policy_is_one_for_every_place(services: Services, region: str) -> None:
    assert services.retriever.likelihood("租房能落户吗", region) > 0.5


@pytest.mark.parametrize("question", ["红烧肉怎么做", "推荐几部好看的电影", "手机充不进电"])
@pytest.mark.parametrize("region", REGIONS)
def test_a_question_of_something_else_is_one_for_no_place(
    services: Services, region: str, question: str
) -> None:
    assert services.retriever.likelihood(question, region) < 0.5


@pytest.mark.parametrize(
    ("region", "question", "clause"),
    [
        ("370306", "我在这边摆摊卖鞋三年了,手续都齐,凭这个能把本子迁来不", "就业"),
        ("371000", "闺女女婿在城里有家,我跟老伴过去养老,本子能跟着搬到他们那儿不", "投靠"),
        ("370983", "儿子念完技校回咱这厂里上班了,户口还搁学校,往哪落", "毕业生"),
        ("150400", "两口子把羊卖了进城打工四年,老小都来了,全家的户口咋弄进来", "举家"),
        ("370306", "单位集体户里就俺两口子和娃,能发个自家的本子不", "集体户"),
    ],
)
def test_what_others_asked_in_other_words_shows_the_clause(
    services: Services, region: str, question: str, clause: str
) -> None:
    first = services.retriever.search(question, region, {})[0].clause
    assert clause in first.text
