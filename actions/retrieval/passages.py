"""What is searched: each clause whole, and its sentences where it is long."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.corpus import Clause, Document
from luohu.policy import policy
from luohu.text import normalise

_SENTENCE = re.compile(r"[^。；]+[。；]?")
SEARCHED_KINDS = ("provision", "preamble", "closing", "heading")


@dataclass(frozen=True)
class Passage:
    """A text that stands for a clause in the index."""

    clause: str
    text: str


def searched_clauses(document: Document) -> list[Clause]:
    """The clauses that a question can be about, in order."""
    return [clause for clause in document.clauses if clause.kind in SEARCHED_KINDS]


def passages_of(clause: Clause) -> list[Passage]:
    """The clause under its headings, then each sentence of a long clause under its last one."""
    own = [heading for heading in clause.headings if heading not in clause.text]
    passages = [Passage(clause.id, normalise("，".join([*own, clause.text])))]
    if len(clause.text) >= policy().passages.long:
        last = clause.headings[-1:]
        passages += [
            Passage(clause.id, normalise("，".join([*last, sentence])))
            for sentence in sentences_of(clause.text)
        ]
    return passages


def sentences_of(text: str) -> list[str]:
    """The sentences of a text; a very short one stays with the one before it."""
    sentences: list[str] = []
    for sentence in _SENTENCE.findall(text):
        if sentences and len(sentences[-1]) < policy().passages.shortest_sentence:
            sentences[-1] += sentence
        else:
            sentences.append(sentence)
    return sentences
