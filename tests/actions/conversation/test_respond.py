"""A message goes one way: it is looked up once for each question, and decided once."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from actions.conversation.decide import ORDER, decide
from actions.conversation.evidence import Evidence
from actions.conversation.message import Message
from actions.conversation.moves import MOVES
from actions.conversation.reducer import reduce
from actions.conversation.respond import carry_out, understand
from actions.conversation.services import Services
from actions.conversation.session import Session
from actions.conversation.situation import Situation
from actions.retrieval.search import Hit, Retriever
from luohu.encoder import Encoder, Vectors
from luohu.text import normalise
from tests.actions.conftest import USUAL_DAY

WEIHAI = "371000"


class CountingRetriever(Retriever):
    """Looks up what another retriever finds, and counts how often each question is put to it."""

    def __init__(self, inner: Retriever) -> None:
        self.inner = inner
        self.searched: Counter[tuple[str, str]] = Counter()
        self.judged: Counter[tuple[str, str | None]] = Counter()

    def search(
        self, question: str, region: str, subjects: Mapping[str, float], limit: int = 10
    ) -> list[Hit]:
        self.searched[question, region] += 1
        return self.inner.search(question, region, subjects, limit)

    def likelihood(self, question: str, region: str | None) -> float:
        self.judged[question, region] += 1
        return self.inner.likelihood(question, region)

    def topics(self, question: str) -> dict[str, float]:
        return self.inner.topics(question)


@pytest.fixture
def retriever(services: Services) -> Iterator[CountingRetriever]:
    yield CountingRetriever(services.retriever)


def situation(
    services: Services, retriever: Retriever, text: str, asks: str | None = None, **state: object
) -> Situation:
    """A message beside a state, looked up by a retriever."""
    ranking = {f"ask_{asks}": 0.9} if asks else {}
    message = Message(normalise(text), next(iter(ranking), None), 0.9 if asks else 0.0, ranking)
    made = understand(message, Session(**state), services, USUAL_DAY)  # type: ignore[arg-type]
    return replace(made, evidence=Evidence(retriever))


MESSAGES = [
    ("租房能落户吗", "renting"),
    ("我在威海租房住了三年，能落户吗", "renting"),
    ("要带什么材料", "materials"),
    ("归哪个部门管", "responsibility"),
    ("这文件现在还有效吗", "validity"),
    ("打个零工没劳动合同能不能落户，咋办", "employment"),
    ("今天天气怎么样", None),
    ("帮我看看我够不够条件", None),
]


@pytest.mark.parametrize(("text", "asks"), MESSAGES)
@pytest.mark.parametrize("topic", [None, "renting"])
def test_a_question_is_searched_once_and_judged_answerable_once(
    services: Services,
    retriever: CountingRetriever,
    text: str,
    asks: str | None,
    topic: str | None,
) -> None:
    carry_out(decide(situation(services, retriever, text, asks, region=WEIHAI, topic=topic)))
    assert retriever.searched.total() <= 1
    assert retriever.judged.total() <= 1


def test_of_several_questions_each_is_searched_once(
    services: Services, retriever: CountingRetriever
) -> None:
    text = "租房的人能不能落户？另外买了二手房能不能把户口迁来？"
    decision = decide(situation(services, retriever, text, region=WEIHAI))
    carry_out(decision)
    assert decision.move == "several"
    assert set(retriever.searched.values()) == {1}
    assert len(retriever.searched) == len(decision.then)
    assert set(retriever.judged.values()) == {1}


def test_of_several_places_each_is_searched_once(
    services: Services, retriever: CountingRetriever
) -> None:
    decision = decide(situation(services, retriever, "威海和肥城租房落户有啥不一样", "renting"))
    carry_out(decision)
    assert decision.move == "compare"
    assert Counter(region for _question, region in retriever.searched.elements()) == {
        "371000": 1,
        "370983": 1,
    }


@pytest.mark.parametrize("text", ["在城里", "是的", "办了备案", "不清楚"])
def test_an_answer_to_what_is_pending_is_never_searched(
    services: Services, retriever: CountingRetriever, text: str
) -> None:
    pending = {"checking": "renting", "topic": "renting", "asked_fact": "lease_registered"}
    made = situation(services, retriever, text, region=WEIHAI, **pending)
    decision = decide(made)
    carry_out(decision)
    assert decision.move in ("ask", "verdict")
    assert not retriever.searched
    assert not retriever.judged


@pytest.mark.parametrize(("text", "asks"), MESSAGES)
def test_no_text_is_encoded_twice(
    services: Services, monkeypatch: pytest.MonkeyPatch, text: str, asks: str | None
) -> None:
    encoded: Counter[str] = Counter()
    vector = Encoder._vector

    def counting(encoder: Encoder, prompted: str) -> Vectors:
        encoded[prompted] += 1
        return vector(encoder, prompted)

    monkeypatch.setattr(Encoder, "_vector", counting)
    afresh = f"{text}（{uuid.uuid4().hex[:4]}）"
    carry_out(decide(situation(services, services.retriever, afresh, asks, region=WEIHAI)))
    assert set(encoded.values()) <= {1}


def test_turns_without_an_answer_are_counted_in_a_row(services: Services) -> None:
    state = {"region": WEIHAI, "misses": 2}
    compared = situation(services, services.retriever, "威海和肥城租房落户", "renting", **state)
    assert decide(compared).move == "compare"
    assert reduce(decide(compared)).misses == 0


@pytest.mark.parametrize(("text", "asks"), MESSAGES)
def test_the_same_situation_comes_to_the_same_decision_and_is_not_changed(
    services: Services, text: str, asks: str | None
) -> None:
    made = situation(services, services.retriever, text, asks, region=WEIHAI)
    before = (made.reading, made.state)
    first, second = decide(made), decide(made)
    assert (first.move, first.reason, first.pathway) == (second.move, second.reason, second.pathway)
    assert reduce(first) == reduce(second)
    assert (made.reading, made.state) == before


def test_every_move_is_a_file_and_every_decision_tells_why(services: Services) -> None:
    assert len(ORDER) == len(set(ORDER))
    for text, asks in MESSAGES:
        decision = decide(situation(services, services.retriever, text, asks, region=WEIHAI))
        assert decision.move in MOVES
        assert decision.reason
