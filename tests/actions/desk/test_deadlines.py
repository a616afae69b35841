"""What has to be seen to about documents is named in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from actions.conversation.services import Services
from actions.corpus.model import Document, Relation
from actions.desk.deadlines import deadlines

WEIHAI = "371000-weihai"
LAST = date(2026, 10, 20)


def of_weihai(services: Services, day: date) -> list[dict[str, Any]]:
    items = deadlines(services, day)["items"]
    return [one for one in items if one["document"] == WEIHAI]


def changed(services: Services, **values: Any) -> Services:  # noqa: ANN401
    document = replace(services.corpus.documents[WEIHAI], **values)
    documents = {**services.corpus.documents, WEIHAI: document}
    return replace(services, corpus=replace(services.corpus, documents=documents))


@pytest.mark.parametrize(
    ("ahead", "within"), [(91, None), (90, 90), (31, 90), (30, 30), (7, 7), (1, 7), (0, 0)]
)
def test_a_document_that_lapses_is_named_ahead(
    services: Services, ahead: int, within: int | None
) -> None:
    found = of_weihai(services, LAST - timedelta(days=ahead))
    assert [one["within"] for one in found] == ([] if within is None else [within])
    assert all(one["kind"] == "lapses" and one["days"] == ahead for one in found)


def test_a_document_that_has_lapsed_comes_first(services: Services) -> None:
    found = deadlines(services, LAST + timedelta(days=3))["items"]
    assert (found[0]["document"], found[0]["kind"], found[0]["days"]) == (WEIHAI, "lapsed", -3)


def test_a_document_that_is_repealed_counts_by_that_day(services: Services) -> None:
    repealed = changed(services, repealed_on=date(2026, 6, 1))
    found = of_weihai(repealed, date(2026, 5, 30))
    assert [(one["kind"], one["days"]) for one in found] == [("lapses", 1)]


def test_a_link_to_an_act_that_is_replaced_is_named(services: Services) -> None:
    feicheng = services.corpus.documents["370983-feicheng"]
    ended: Document = replace(feicheng, repealed_on=date(2026, 1, 1))
    linked = changed(services, relations=(Relation("implements", feicheng.folder),))
    documents = {**linked.corpus.documents, feicheng.folder: ended}
    both = replace(linked, corpus=replace(linked.corpus, documents=documents))
    found = of_weihai(both, date(2026, 6, 1))
    assert [(one["kind"], one["about"]) for one in found] == [("replaced", feicheng.title)]


def test_rules_whose_words_stand_no_longer_are_named(services: Services) -> None:
    assert of_weihai(services, date(2026, 6, 1)) == []
    clauses = services.corpus.documents[WEIHAI].clauses
    renting = next(one for one in clauses if "租房途径" in one.text)
    fewer = changed(services, clauses=tuple(one for one in clauses if one is not renting))
    found = of_weihai(fewer, date(2026, 6, 1))
    assert {one["kind"] for one in found} == {"quote"}
    assert all(one["about"].startswith("renting") for one in found)


def test_rules_on_a_clause_that_another_act_has_ended_are_named(services: Services) -> None:
    clauses = services.corpus.documents[WEIHAI].clauses
    renting = next(one for one in clauses if "租房途径" in one.text)
    ended = frozenset({(WEIHAI, renting.id)})
    after = replace(services, corpus=replace(services.corpus, ended=ended))
    assert {one["kind"] for one in of_weihai(after, date(2026, 6, 1))} == {"quote"}
