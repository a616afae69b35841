"""Learning to read answers, question by question, from answers in many manners."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from actions.building.classifying import features_of, learn_classifier
from actions.building.pairing import Answered
from actions.building.sayings import Asked, Saying
from actions.eligibility.model import Fact
from actions.understanding.answering import (
    ANSWER,
    ANY_QUESTION,
    ASKED_BACK,
    ELSEWHERE,
    IS_UNSURE,
    KIND,
    NO_VALUE,
    Answers,
    answer_grams,
)
from actions.understanding.classifying import Classifier, Words
from actions.understanding.pairing import Encode
from luohu.policy import policy


def learn_answers(
    sayings: Sequence[Saying],
    others: Sequence[Answered],
    book: Mapping[str, Fact],
    encode: Encode,
    no_answers: Sequence[str] = (),
    unsure: Sequence[str] = (),
    asked: Asked | None = None,
) -> Answers:
    """The classifiers of all questions that have answers, and one for any yes-or-no question.

    One more tells what answers a question at all from what asks about it and from what asks or
    wishes something else, and one what says that somebody does not know.

    Args:
        sayings: what people answer, and tell, of facts.
        others: answers to questions about anything.
        book: all facts by name.
        encode: gives the vector of a text.
        no_answers: messages that answer no question.
        unsure: answers of people who do not know.
        asked: what people say under a question that is no plain answer.
    """
    asked = asked or Asked()
    plain = [answer for answer in others if not answer.choices]
    kinds = {
        "given": [*(saying.text for saying in sayings), *(answer.text for answer in plain)],
        "answering": asked.answering,
        "unsure": unsure,
        "back": [text for texts in asked.back.values() for text in texts],
        "elsewhere": [*no_answers, *asked.elsewhere],
    }
    texts = [text for kind in kinds.values() for text in kind]
    kind_of = [kind for kind, said in kinds.items() for _ in said]
    elsewhere = [row for row, kind in enumerate(kind_of) if kind == "elsewhere"]
    words = TfidfVectorizer(
        analyzer=lambda text: list(answer_grams(text)), min_df=2, sublinear_tf=True
    )
    weighed = words.fit(kinds["given"]).transform(texts)
    features = features_of(texts, weighed, encode)
    rows: dict[str, list[int]] = {}
    for row, saying in enumerate(sayings):
        rows.setdefault(saying.fact, []).append(row)
        yes_or_no = isinstance(saying.value, bool) and not book[saying.fact].choices
        if yes_or_no and not saying.circumstance:
            rows.setdefault(ANY_QUESTION, []).append(row)
    says = [str(saying.value) for saying in sayings] + [str(bool(one.value)) for one in plain]
    rows.setdefault(ANY_QUESTION, []).extend(range(len(sayings), len(says)))
    questions = {}
    for name, chosen in rows.items():
        # Relations are read by the table of kinship; what people say of them are answers as well.
        by_table = name in book and book[name].kinship
        if not by_table and len({says[row] for row in chosen}) > 1:
            told = [row for row, one in enumerate(sayings) if one.unasked and one.fact != name]
            others_said = [*_some(name, told), *_some(name, elsewhere)]
            others_said = [] if name == ANY_QUESTION else others_said
            labels = [*(says[row] for row in chosen), *(NO_VALUE for _ in others_said)]
            questions[name] = _learn(features[[*chosen, *others_said]], labels)
    named = {"back": ASKED_BACK, "elsewhere": ELSEWHERE}
    if elsewhere:
        questions[KIND] = _learn(features, [named.get(kind, ANSWER) for kind in kind_of])
    if unsure:
        # 字太小看不清 is a remark; who asks back may not know either.
        told = [row for row, kind in enumerate(kind_of) if kind != "back"]
        unknown = [str(kind_of[row] == "unsure") for row in told]
        questions[IS_UNSURE] = _learn(features[told], unknown)
    places = {str(gram): place for place, gram in enumerate(words.get_feature_names_out())}
    return Answers(Words(places, np.asarray(words.idf_)), questions)


def _some(name: str, rows: Sequence[int]) -> list[int]:
    """Some rows of what answers something else, the same ones each time."""
    return random.Random(name).sample(rows, min(policy().learning.others, len(rows)))


def _learn(features: sparse.csr_matrix, says: Sequence[str]) -> Classifier:
    return learn_classifier(features, says, rounds=150)
