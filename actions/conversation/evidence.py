"""What the documents hold for each question of a message: looked up once, judged elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from actions.corpus import Clause
from actions.eligibility.plain import PlainLine
from actions.retrieval.search import Hit, Retriever

Search = tuple[str, str, tuple[tuple[str, float], ...]]


class Evidence:
    """The clauses found and the likelihood that documents answer, each looked up at most once.

    Everything is kept for the life of one message: whoever asks again gets what was found.
    """

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever
        self._hits: dict[Search, list[Hit]] = {}
        self._likely: dict[tuple[str, str | None], float] = {}
        self._topics: dict[str, dict[str, float]] = {}

    def hits(self, question: str, region: str, subjects: Mapping[str, float]) -> list[Hit]:
        """The clauses of a region nearest to a question, the best first.

        Args:
            question: normalised text without places.
            region: code of the jurisdiction.
            subjects: what the question is about, with a likelihood each.
        """
        key = (question, region, tuple(sorted(subjects.items())))
        if key not in self._hits:
            self._hits[key] = self._retriever.search(question, region, subjects)
        return self._hits[key]

    def likelihood(self, question: str, region: str | None) -> float:
        """How likely the documents of a region, or of any, answer a question, 0 to 1."""
        key = (question, region)
        if key not in self._likely:
            self._likely[key] = self._retriever.likelihood(question, region)
        return self._likely[key]

    def topics(self, question: str) -> dict[str, float]:
        """What messages like a question are about that no document answers: topic -> share."""
        if question not in self._topics:
            self._topics[question] = self._retriever.topics(question)
        return self._topics[question]

    def plain_line(
        self, question: str, clause: Clause, evidence: str | None = None
    ) -> tuple[float, PlainLine] | None:
        """What a clause says to a question in everyday words, if it does, and how near that is."""
        return self._retriever.plain_line(question, clause, evidence)

    @property
    def found(self) -> Mapping[Search, list[Hit]]:
        """What was searched for so far, by question, region and subjects."""
        return self._hits

    @property
    def likelihoods(self) -> Mapping[tuple[str, str | None], float]:
        """How likely each question looked at is answered, by question and region."""
        return self._likely
