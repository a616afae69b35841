"""A simulated citizen tells and answers what is true of them, until there is a verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from actions.corpus import Corpus
from evaluation.auditing import Auditor
from evaluation.citizen import Speaker, length_in_words, load_sayings, since
from evaluation.client import Reply
from evaluation.items import Citizen, Item, Manner, OwnWords
from evaluation.metrics import measure
from evaluation.running import ItemResult, run_items
from evaluation.scoring import score_verdict
from luohu.clock import months_before, today

Make = Callable[..., dict[str, Any]]
FACTS = {
    "dwelling_in_town": True,
    "lease_registered": False,
    "landlord_consents": None,
    "residence_days": "2 years",
}
RENTER = Citizen("renting", FACTS, "ineligible", "asked")
VERDICT = {"pathway": "renting", "verdict": "ineligible"}


class Asks:
    """A bot that asks for some facts and then says the same for ever."""

    def __init__(self, turn: Make, facts: list[str], last: dict[str, Any]) -> None:
        self._turns = [
            turn(kind="question", question={"fact": name, "text": "?", "why": "!"})
            for name in facts
        ]
        self._last = last
        self.heard: list[str] = []

    def say(self, sender: str, message: str) -> Reply:
        self.heard.append(message)
        turn = self._turns.pop(0) if self._turns else self._last
        return Reply((turn,), turn["text"], 0.05)


@pytest.fixture
def verdict(turn: Make) -> dict[str, Any]:
    return turn(kind="eligibility", eligibility=VERDICT)


@pytest.fixture
def interview(corpus: Corpus, auditor: Auditor) -> Callable[[Asks], ItemResult]:
    """Let a bot talk to the renter."""

    def run(bot: Asks) -> ItemResult:
        item = Item("made-01", "dialogues", "open", "", "371000", (), citizen=RENTER)
        (result,) = run_items([item], bot, corpus, auditor, lambda *_: None)
        return result

    return run


def messages(manner: Manner, seed: str = "a") -> list[str]:
    return list(Speaker(replace(RENTER, manner=manner), "威海市", "open", seed).messages())


def answer(name: str, value: object) -> str | None:
    speaker = Speaker(replace(RENTER, facts={name: value}), "威海市", "open", "a")
    return speaker.answer({"question": {"fact": name}})


def test_the_same_seed_says_the_same_and_another_something_else() -> None:
    assert messages("shuffled", "a") == messages("shuffled", "a")
    assert len({tuple(messages("shuffled", seed)) for seed in "abcdef"}) > 1


def test_who_tells_everything_at_once_tells_it_in_the_first_message() -> None:
    (said,) = messages("once")
    told = load_sayings("open").facts
    assert "威海市" in said
    assert any(words in said for words in told["dwelling_in_town"]["told"]["true"])
    assert any(words in said for words in told["lease_registered"]["told"]["false"])
    assert "两年" in said


@pytest.mark.parametrize(("manner", "count"), [("asked", 1), ("shuffled", 2)])
def test_others_open_and_tell_nothing_or_half(manner: Manner, count: int) -> None:
    said = messages(manner)
    assert len(said) == count
    assert "威海市" in said[0]


@pytest.mark.parametrize(("name", "value"), [("landlord_consents", None), ("has_married", None)])
def test_what_a_citizen_does_not_know_is_said_to_be_unclear(name: str, value: None) -> None:
    assert answer(name, value) == "这个我不清楚"


def test_asked_for_what_nobody_told_them_a_citizen_does_not_know() -> None:
    speaker = Speaker(RENTER, "威海市", "open", "a")
    assert speaker.answer({"question": {"fact": "has_married"}}) == "这个我不清楚"
    assert speaker.asked == ["has_married"]


@pytest.mark.parametrize(("value", "key"), [(True, "true"), (False, "false")])
def test_the_answer_is_one_of_the_sayings_of_the_value(value: bool, key: str) -> None:
    sayings = load_sayings("open").facts["landlord_consents"]["answered"]
    assert answer("landlord_consents", value) in sayings[key]


def test_asked_which_way_a_citizen_names_it_again() -> None:
    speaker = Speaker(RENTER, "威海市", "open", "a")
    said = speaker.answer({"question": {"fact": "pathway"}})
    openings = load_sayings("open").openings["renting"]
    assert said in [opening.replace("{place}", "威海市") for opening in openings]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2 years", "两年"),
        ("1 year", "一年"),
        ("1 year 6 months", "一年零六个月"),
        ("2 years 2 months", "两年零两个月"),
        ("14 months", "十四个月"),
        ("12 years", "十二年"),
        ("2 years -1 day", None),
        ("2020-01-01", None),
        ("", None),
    ],
)
def test_a_length_is_put_as_people_say_it(value: str, words: str | None) -> None:
    assert length_in_words(value) == words


def test_a_length_that_nobody_would_say_is_told_by_its_first_day() -> None:
    first = months_before(today(), 24) + timedelta(days=1)
    assert since("residence_days", "2 years -1 day") == first
    said = answer("residence_days", "2 years -1 day")
    assert said is not None
    assert f"{first.year}年{first.month}月{first.day}日" in said


def test_an_interview_goes_on_to_the_verdict(
    interview: Callable[[Asks], ItemResult], turn: Make, verdict: dict[str, Any]
) -> None:
    bot = Asks(turn, ["residence_days", "landlord_consents"], verdict)
    result = interview(bot)
    opening, length, unknown = bot.heard
    assert "威海市" in opening
    assert "两年" in length
    assert unknown == "这个我不清楚"
    assert (result.passed, result.questions) == (True, 2)
    assert [bool(step.score) for step in result.steps] == [False, False, True]


def test_an_interview_ends_where_nothing_is_asked(
    interview: Callable[[Asks], ItemResult], turn: Make
) -> None:
    bot = Asks(turn, [], turn())
    result = interview(bot)
    assert len(bot.heard) == 1
    assert result.questions == 0
    assert result.last.missed == ("kind", "verdict")


def test_nobody_answers_questions_for_ever(
    interview: Callable[[Asks], ItemResult], turn: Make, verdict: dict[str, Any]
) -> None:
    result = interview(Asks(turn, ["residence_days"] * 40, verdict))
    assert result.questions == 15
    assert not result.passed


def test_how_many_questions_it_takes_is_a_figure_of_the_run(
    interview: Callable[[Asks], ItemResult], turn: Make, verdict: dict[str, Any]
) -> None:
    facts = ["residence_days", "landlord_consents", "lease_registered"]
    results = [interview(Asks(turn, facts[:count], verdict)) for count in (1, 2, 3, 0)]
    figure = measure(results)["dialogues.questions"]
    assert (figure.value, figure.cases, figure.unit) == (1.5, 4, "mean")


@pytest.mark.parametrize(
    ("changes", "missed"),
    [
        ({}, ()),
        ({"eligibility": {**VERDICT, "verdict": "eligible"}}, ("verdict",)),
        ({"eligibility": {**VERDICT, "pathway": "own_home"}}, ("verdict",)),
        ({"region": {"code": "370306"}}, ("region",)),
        ({"region": None}, ("region",)),
        ({"kind": "question", "eligibility": None}, ("kind", "verdict")),
    ],
)
def test_only_the_right_verdict_on_the_right_pathway_and_place_counts(
    verdict: dict[str, Any], changes: dict[str, Any], missed: tuple[str, ...]
) -> None:
    assert score_verdict({**verdict, **changes}, RENTER, "371000").missed == missed


def test_no_turn_at_all_misses_everything() -> None:
    assert score_verdict({}, RENTER, "371000").missed == ("kind", "region", "verdict")


def test_whoever_has_words_of_their_own_says_them_in_turn() -> None:
    said = OwnWords("想在镇上落户", "靠租房", "说不准", {"lease_registered": ("啥叫备案?", "没备")})
    speaker = Speaker(replace(RENTER, said=said), "威海市", "open", "a")
    asked = ("pathway", "lease_registered", "lease_registered", "lease_registered", "job_kind")
    answers = [speaker.answer({"question": {"fact": fact}}) for fact in asked]
    assert list(speaker.messages()) == ["想在镇上落户"]
    assert answers == ["靠租房", "啥叫备案?", "没备", "没备", "说不准"]
