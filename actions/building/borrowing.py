"""What people may ask of a document that nobody has asked of yet: what they ask of its like.

Documents of a field speak of the same things. A question that is known of a clause of another
document is one of the clause here that says most nearly the same, where the question fits that
one about as well as its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml

from actions.building.encoding import passages_encoded
from actions.corpus import Document
from actions.retrieval.asked import ASKED_FILE
from actions.retrieval.index import DocumentIndex, Scores
from actions.retrieval.passages import passages_of, searched_clauses
from luohu.encoder import Encoder

_MARK = (
    "# Borrowed from other documents as this one was published; take this line out to keep them."
)


@dataclass(frozen=True)
class Lender:
    """A document of which is known what people ask.

    Attributes:
        index: its index.
        asked: the questions, in the order of the index's vectors.
    """

    index: DocumentIndex
    asked: Sequence[str]


@dataclass(frozen=True)
class Terms:
    """When a question is lent.

    Attributes:
        alike: cosine that two clauses must have to be about the same.
        worse: how much less a question may fit the clause here than its own.
        most: questions that a clause gets at most, those that fit best.
    """

    alike: float
    worse: float
    most: int


@lru_cache(maxsize=1)
def usual_terms() -> Terms:
    """The terms of ``borrowing.yml``."""
    path = Path(__file__).with_suffix(".yml")
    return Terms(**yaml.safe_load(path.read_text(encoding="utf-8")))


def borrowed(
    document: Document,
    encoder: Encoder,
    lenders: Iterable[Lender],
    is_local: Callable[[str], bool],
    terms: Terms | None = None,
) -> dict[str, list[str]]:
    """Clause id -> questions of other documents that it answers as well.

    Args:
        document: a document of which no question is known.
        encoder: makes the vectors.
        lenders: documents of which questions are known.
        is_local: whether a question can only be asked of one place, as it names it.
        terms: when a question is lent; those of ``borrowing.yml`` if None.
    """
    terms = terms or usual_terms()
    clauses = searched_clauses(document)
    passages = [passage for clause in clauses for passage in passages_of(clause)]
    position = {clause.id: number for number, clause in enumerate(clauses)}
    owners = np.array([position[passage.clause] for passage in passages])
    vectors = passages_encoded((passage.text for passage in passages), encoder)
    fitting: dict[int, list[tuple[float, str]]] = defaultdict(list)
    for lender in lenders:
        for clause, fit, question in _lent(lender, vectors, owners, terms):
            if not is_local(question):
                fitting[clause].append((fit, question))
    return {
        clauses[clause].id: list(dict.fromkeys(text for _, text in sorted(found, reverse=True)))[
            : terms.most
        ]
        for clause, found in sorted(fitting.items())
    }


def write_borrowed(folder: Path, questions: Mapping[str, Sequence[str]]) -> None:
    """Write borrowed questions beside their document, marked as such."""
    listed = {clause: list(texts) for clause, texts in questions.items()}
    text = yaml.safe_dump(listed, allow_unicode=True, sort_keys=False, width=1000)
    path = folder / ASKED_FILE
    path.unlink(missing_ok=True)
    path.write_text(f"{_MARK}\n{text}" if listed else f"{_MARK}\n", encoding="utf-8")


def is_borrowed(folder: Path) -> bool:
    """Whether the questions of a document are those of others; what a person writes is not."""
    path = folder / ASKED_FILE
    return path.exists() and path.read_text(encoding="utf-8").startswith(_MARK)


def _lent(
    lender: Lender, vectors: Scores, owners: npt.NDArray[np.int64], terms: Terms
) -> Iterable[tuple[int, float, str]]:
    index = lender.index
    if not len(index.questions):
        return
    theirs = index.vectors.reconstruct_n(0, index.vectors.ntotal)
    alike = _by_owner(_by_owner(vectors @ theirs.T, owners, 0), index.owners, 1)
    fits = _by_owner(index.questions @ vectors.T, owners, 1)
    fits_own = _by_owner(index.questions @ theirs.T, index.owners, 1)
    for row, (question, own) in enumerate(zip(lender.asked, index.answering, strict=True)):
        joint = fits[row] + alike[:, own]
        best = int(joint.argmax())
        near = alike[best, own] >= terms.alike
        if near and fits[row, best] >= fits_own[row, own] - terms.worse:
            yield best, float(joint[best]), question


def _by_owner(scores: Scores, owners: npt.NDArray[np.int64], axis: int) -> Scores:
    """The best score of each clause's passages, along an axis."""
    starts = np.flatnonzero(np.diff(owners, prepend=-1))
    return np.asarray(np.maximum.reduceat(scores, starts, axis=axis))
