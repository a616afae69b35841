"""What came instead of the right clause or verdict is counted, and a held-out item stays hidden."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from actions.corpus import Corpus
from evaluation.auditing import Audit
from evaluation.client import Reply
from evaluation.confusion import Ending, Swap, confuse
from evaluation.instead import Instead
from evaluation.items import Citizen, Expectation, Item, Split, Step
from evaluation.page import page
from evaluation.running import ItemResult, StepResult
from evaluation.scorecard import make_scorecard, markdown
from evaluation.scoring import score, score_verdict
from tests.evaluation.conftest import RENTING

WEIHAI = "371000-weihai"
LABEL = "房屋产权人同意落户承诺书"
WORK = "在城镇区域就业的人员，可凭居民户口簿、居民身份证、劳动合同及缴纳社保的证明"
EXPECTED = Expectation(("answer", "question", "eligibility"), "371000", (LABEL,), (LABEL,))
CITIZEN = Citizen("renting", {}, "ineligible", "once")
Make = Callable[..., dict[str, Any]]
Ask = Callable[..., ItemResult]


@pytest.fixture
def asked(corpus: Corpus) -> Ask:
    """A question about renting that a turn replied to."""

    def ask(turn: dict[str, Any] | None, split: Split = "open", **changes: str) -> ItemResult:
        item = Item("made-01", "questions", split, "", "371000", (Step("租房能落户吗", EXPECTED),))
        reply = Reply((turn,)) if turn else Reply(fault="the reply is empty")
        scored = score(reply.turn, "", EXPECTED, corpus)
        step = StepResult("租房能落户吗", reply, scored, Audit())
        return ItemResult(replace(item, **changes), (step,))  # type: ignore[arg-type]

    return ask


def interviewed(turn: dict[str, Any], split: Split = "open") -> ItemResult:
    """A citizen whose conversation ended with a turn."""
    item = Item("made-02", "dialogues", split, "", "371000", (), citizen=CITIZEN)
    step = StepResult("嗯", Reply((turn,)), score_verdict(turn, CITIZEN, "371000"), Audit())
    return ItemResult(item, (step,), 0)


def test_what_came_instead_of_the_right_clause_tells_what_to_mend(
    asked: Ask, corpus: Corpus, cite: Make, turn: Make
) -> None:
    right, wrong = cite(WEIHAI, RENTING), cite(WEIHAI, WORK, "一/(三)")
    replies: list[tuple[dict[str, Any] | None, Instead]] = [
        (turn(wrong, right), Instead("answer", "right clause second")),
        (turn(wrong, wrong, right), Instead("answer", "right clause third or later")),
        (turn(wrong), Instead("answer", "other clauses only")),
        (turn(), Instead("answer", "nothing cited")),
        (turn(wrong, region={"code": "370306"}), Instead("answer", "another region")),
        (turn(kind="no_answer"), Instead("no_answer")),
        (turn(kind="clarify_region", region=None), Instead("clarify_region")),
        (None, Instead("no turn")),
        (turn(wrong, kind="question", topic="employment"), Instead("question", "another pathway")),
        (turn(kind="question", topic=None), Instead("question", "no pathway chosen")),
        (
            turn(wrong, kind="question", topic="renting"),
            Instead("question", "other clauses only"),
        ),
        (
            turn(wrong, kind="eligibility", eligibility={"pathway": "employment"}),
            Instead("eligibility", "another pathway"),
        ),
    ]
    for reply, instead in replies:
        assert dict(confuse([asked(reply)], corpus).instead) == {instead: 1}


def test_a_question_that_is_answered_rightly_has_nothing_instead(
    asked: Ask, corpus: Corpus, cite: Make, turn: Make
) -> None:
    confusion = confuse([asked(turn(cite(WEIHAI, RENTING)))], corpus)
    assert (confusion.labelled, dict(confusion.instead), dict(confusion.swaps)) == (1, {}, {})


def test_turns_of_each_set_and_group_are_counted_as_passed_and_missed(
    asked: Ask, corpus: Corpus, cite: Make, turn: Make
) -> None:
    right, unsure = turn(cite(WEIHAI, RENTING)), turn(kind="no_answer")
    results = [asked(right), asked(right), asked(unsure), asked(turn())]
    results.append(asked(unsure, set="robustness", group="odd"))
    assert confuse(results, corpus).endings == {
        Ending("questions", "", "answer"): (2, 1),
        Ending("questions", "", "no_answer"): (0, 1),
        Ending("robustness", "odd", "no_answer"): (0, 1),
    }


@pytest.mark.parametrize(
    ("changes", "given"),
    [
        ({}, "ineligible"),
        ({"eligibility": {"pathway": "renting", "verdict": "eligible"}}, "eligible"),
        (
            {"eligibility": {"pathway": "own_home", "verdict": "ineligible"}},
            "verdict on another pathway",
        ),
        ({"region": None}, "verdict in another region"),
        ({"kind": "question", "eligibility": None}, "no verdict"),
    ],
)
def test_a_verdict_is_counted_by_what_was_expected_and_what_was_given(
    corpus: Corpus, turn: Make, changes: dict[str, Any], given: str
) -> None:
    found = {"pathway": "renting", "verdict": "ineligible"}
    result = interviewed(turn(**{"kind": "eligibility", "eligibility": found, **changes}))
    assert confuse([result], corpus).verdicts == {("ineligible", given): 1}


def test_swapped_clauses_are_named_for_open_questions_only(
    asked: Ask, corpus: Corpus, cite: Make, turn: Make
) -> None:
    wrong = turn(cite(WEIHAI, WORK, "一/(三)"))
    opened = confuse([asked(wrong), asked(wrong)], corpus)
    assert opened.swaps == {Swap("371000", "一/(二)", "一/(三)"): 2}
    hidden = confuse([asked(wrong, "held_out"), asked(wrong, "held_out")], corpus)
    assert hidden.swaps == {}
    assert hidden.instead == opened.instead


def test_no_more_than_fifteen_swaps_are_named_the_commonest_of_all(
    asked: Ask, corpus: Corpus, cite: Make, turn: Make
) -> None:
    results = [
        asked(turn(cite(WEIHAI, WORK, f"{place}")))
        for place in range(20)
        for _ in range(2 if place == 19 else 1)
    ]
    swaps = confuse(results, corpus).swaps
    assert len(swaps) == 15
    assert swaps[Swap("371000", "一/(二)", "19")] == 2


def test_the_scorecard_shows_what_came_instead_of_both_parts(
    asked: Ask, corpus: Corpus, cite: Make, turn: Make
) -> None:
    wrong = turn(cite(WEIHAI, WORK, "一/(三)"))
    verdict = {"pathway": "renting", "verdict": "eligible"}
    given = turn(kind="eligibility", eligibility=verdict)
    results = [asked(wrong), asked(wrong, "held_out"), interviewed(given, "held_out")]
    card = make_scorecard(results, {}, corpus, ())
    shown = markdown(card)
    assert shown.count("| answer | other clauses only | 1 | 1.000 |") == 2
    assert shown.count(f"| {WEIHAI} | 一/(二) | 一/(三) | 1 |") == 1
    assert "| ineligible | 1 | 0 | 0 | 0 | 0 | 0 | 0.000 |" in shown
    html = page(card)
    assert '<td class="n">other clauses only</td>' in html
    assert html.count("<h3>Commonest clauses") == 1
