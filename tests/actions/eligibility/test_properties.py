"""What holds of every pathway of every document, whatever a person says."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.eligibility.evaluate import (
    YES,
    Outcome,
    Truth,
    Verdict,
    findings,
    holds,
    leaves,
    truth,
    verdict_of,
)
from actions.eligibility.judge import VERDICTS
from actions.eligibility.model import Condition, FactValue, Pathway, Tree
from actions.eligibility.question import all_answers, next_fact
from tests.actions.eligibility.documents import CORPUS, DAY, RULES, pathways, region_of

Known = Mapping[str, FactValue]

DOCUMENTS = pytest.mark.parametrize("folder", list(CORPUS.documents))
MANY = settings(max_examples=100, deadline=None, derandomize=True)
FEW = 4


def a_pathway(data: st.DataObject, folder: str) -> Pathway:
    return data.draw(st.sampled_from([one for document, one in pathways() if document == folder]))


def answers_to(pathway: Pathway) -> dict[str, list[FactValue]]:
    return all_answers(pathway.requires, RULES.facts, DAY)


@st.composite
def known_facts(draw: st.DrawFn, pathway: Pathway, most_open: int = 99) -> Known:
    """The facts of a pathway, all but some that are left open."""
    answers = answers_to(pathway)
    left_open = draw(st.lists(st.sampled_from(list(answers)), max_size=most_open))
    known = {}
    for name in (one for one in answers if one not in left_open):
        options = [st.sampled_from(answers[name])]
        if RULES.facts[name].type == "duration":
            options.append(st.integers(0, 20_000))
        known[name] = draw(st.one_of(options))
    return known


def verdict(pathway: Pathway, known: Known) -> Verdict:
    return verdict_of(truth(pathway.requires, known, DAY))


def asked_next(pathway: Pathway, known: Known, unknown: Collection[str] = ()) -> str | None:
    return next_fact(pathway.requires, known, unknown, RULES.facts, DAY)


def completions(pathway: Pathway, known: Known, without: Collection[str]) -> Iterator[Known]:
    """All ways in which the open facts can be answered, one answer a way to decide."""
    answers = answers_to(pathway)
    names = [name for name in answers if name not in known and name not in without]
    values = [answers[name] for name in names]
    return ({**known, **dict(zip(names, chosen, strict=True))} for chosen in product(*values))


@DOCUMENTS
@given(data=st.data())
@MANY
def test_any_facts_get_a_verdict(folder: str, data: st.DataObject) -> None:
    pathway = a_pathway(data, folder)
    known = data.draw(known_facts(pathway))
    unknown = data.draw(st.lists(st.sampled_from(sorted(answers_to(pathway))), unique=True))
    judgement = RULES.judge(region_of(folder), pathway.id, known, DAY, unknown)
    assert judgement
    assert judgement.verdict in VERDICTS
    assert RULES.verdicts(region_of(folder), known, DAY)[pathway.id] == judgement.verdict
    if pathway.elsewhere:
        assert judgement.verdict != "eligible"


@DOCUMENTS
@given(data=st.data())
@MANY
def test_all_facts_decide(folder: str, data: st.DataObject) -> None:
    pathway = a_pathway(data, folder)
    known = data.draw(known_facts(pathway, 0))
    assert truth(pathway.requires, known, DAY).decided


@DOCUMENTS
@given(data=st.data())
@MANY
def test_meeting_a_condition_never_worsens_the_verdict(folder: str, data: st.DataObject) -> None:
    pathway = a_pathway(data, folder)
    if has_not(pathway.requires):
        return
    known = data.draw(known_facts(pathway))
    name = data.draw(st.sampled_from(sorted(answers_to(pathway))))
    for answer in answers_to(pathway)[name]:
        after = {**known, name: answer}
        steps = [(rank(c, known), rank(c, after)) for c in leaves(pathway.requires)]
        if all(was.least <= now.least and was.best <= now.best for was, now in steps):
            assert_no_worse(*(truth(pathway.requires, f, DAY) for f in (known, after)))


@DOCUMENTS
@given(data=st.data())
@MANY
def test_a_further_fact_only_narrows_what_is_possible(folder: str, data: st.DataObject) -> None:
    pathway = a_pathway(data, folder)
    known = data.draw(known_facts(pathway))
    name = data.draw(st.sampled_from(sorted(answers_to(pathway))))
    if name in known:
        return
    before = truth(pathway.requires, known, DAY)
    for answer in answers_to(pathway)[name]:
        after = truth(pathway.requires, {**known, name: answer}, DAY)
        assert before.least <= after.least <= after.best <= before.best


@DOCUMENTS
@given(data=st.data())
@MANY
def test_open_words_never_make_anybody_eligible_or_ineligible_by_themselves(
    folder: str, data: st.DataObject
) -> None:
    pathway = a_pathway(data, folder)
    known = data.draw(known_facts(pathway, 0))
    told = list(findings(pathway.requires, known, DAY))
    reasons = {one.reason for one in told}
    if verdict(pathway, known) == "undetermined":
        assert reasons & {"text_open", "standard_elsewhere"}
    elif verdict(pathway, known) == "eligible":
        assert all(one.outcome == YES for one in told)


@DOCUMENTS
@given(data=st.data())
@MANY
def test_a_question_can_change_the_verdict(folder: str, data: st.DataObject) -> None:
    pathway = a_pathway(data, folder)
    known = data.draw(known_facts(pathway, FEW))
    name = asked_next(pathway, known)
    assert name is None or any(
        len({verdict(pathway, {**rest, name: answer}) for answer in answers_to(pathway)[name]}) > 1
        for rest in completions(pathway, known, [name])
    )


@DOCUMENTS
@given(data=st.data())
@MANY
def test_no_question_is_left_out_that_could_change_the_verdict(
    folder: str, data: st.DataObject
) -> None:
    pathway = a_pathway(data, folder)
    known = data.draw(known_facts(pathway, FEW))
    unknown = data.draw(st.sets(st.sampled_from(sorted(answers_to(pathway))))) - known.keys()
    if asked_next(pathway, known, unknown) is None:
        assert len({verdict(pathway, rest) for rest in completions(pathway, known, unknown)}) == 1


@DOCUMENTS
@given(data=st.data())
@MANY
def test_nothing_is_asked_once_the_verdict_is_fixed(folder: str, data: st.DataObject) -> None:
    pathway = a_pathway(data, folder)
    known = data.draw(known_facts(pathway))
    decided = truth(pathway.requires, known, DAY).decided
    assert not decided or asked_next(pathway, known) is None


@DOCUMENTS
@given(data=st.data())
@MANY
def test_the_questions_end_with_the_verdict_of_all_facts(folder: str, data: st.DataObject) -> None:
    pathway = a_pathway(data, folder)
    person = data.draw(known_facts(pathway, 0))
    said: dict[str, FactValue] = {}
    for _count in range(len(person) + 1):
        name = asked_next(pathway, said)
        if name is None:
            break
        assert name not in said
        said[name] = person[name]
    assert asked_next(pathway, said) is None
    assert verdict(pathway, said) == verdict(pathway, person)


@DOCUMENTS
@given(data=st.data())
@MANY
def test_the_questions_end_where_a_person_does_not_know(folder: str, data: st.DataObject) -> None:
    pathway = a_pathway(data, folder)
    person = data.draw(known_facts(pathway))
    said: dict[str, FactValue] = {}
    unknown: list[str] = []
    for _count in range(len(answers_to(pathway)) + 1):
        name = asked_next(pathway, said, unknown)
        if name is None:
            break
        assert name not in said and name not in unknown
        if name in person:
            said[name] = person[name]
        else:
            unknown.append(name)
    assert asked_next(pathway, said, unknown) is None


@DOCUMENTS
@given(data=st.data())
@MANY
def test_waiting_until_the_earliest_day_is_enough_and_a_day_less_is_not(
    folder: str, data: st.DataObject
) -> None:
    pathway = a_pathway(data, folder)
    known = data.draw(known_facts(pathway, 0))
    judgement = RULES.judge(region_of(folder), pathway.id, known, DAY)
    assert judgement
    if judgement.earliest is None:
        return
    waited = (judgement.earliest - DAY).days
    for days, met in ((waited, True), (waited - 1, False)):
        aged = {
            name: int(value) + days if RULES.facts[name].type == "duration" else value
            for name, value in known.items()
        }
        day = DAY + timedelta(days=days)
        opened = truth(pathway.requires, aged, day).least >= best_of(pathway)
        assert opened is met


def best_of(pathway: Pathway) -> Truth:
    """The best that the document alone can say of a pathway."""
    return Truth.OPEN if pathway.elsewhere else Truth.YES


def assert_no_worse(before: Outcome, later: Outcome) -> None:
    assert before.least <= later.least
    assert before.best <= later.best


def rank(condition: Condition, known: Known) -> Outcome:
    return holds(condition, known, DAY)


def has_not(node: Tree | Condition) -> bool:
    if isinstance(node, Condition):
        return False
    return node.group == "not" or any(has_not(part) for part in node.parts)
