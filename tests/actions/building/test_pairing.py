"""An answer to a question of which nothing was learnt is read by the question's choices."""

from __future__ import annotations

import pytest
import yaml

from actions.building.pairing import ANSWERS_FILE, learn_pairing, load_answers
from luohu.encoder import Encoder
from luohu.settings import ROOT
from luohu.text import compact, normalise

ANSWERS = load_answers(ROOT / ANSWERS_FILE)


def test_no_answer_of_the_evaluation_is_learnt() -> None:
    path = ROOT / "evaluation" / "answers" / "open.yml"
    given = yaml.safe_load(path.read_text(encoding="utf-8"))
    apart = {compact(normalise(str(text))) for rows in given.values() for *_, text in rows}
    learnt = {compact(answer.text) for answer in ANSWERS}
    shared = {text for text in apart & learnt if len(text) > 4}
    assert not shared


def test_every_question_is_answered_in_several_manners() -> None:
    for question in {answer.question for answer in ANSWERS}:
        manners = {answer.manner for answer in ANSWERS if answer.question == question}
        assert len(manners) > 1, question


@pytest.mark.parametrize(
    ("choices", "text", "meant"),
    [
        (("坐飞机来的", "坐船来的"), "坐了两个钟头飞机", 0),
        (("坐飞机来的", "坐船来的"), "船上晃了一宿", 1),
        (("住在楼上", "住在楼下"), "楼下那户", 1),
    ],
)
def test_the_choice_that_an_answer_is_like_is_the_likeliest(
    encoder: Encoder, choices: tuple[str, ...], text: str, meant: int
) -> None:
    pairing = learn_pairing(ANSWERS, encoder.encode_query)
    shares = pairing.likelihoods(text, choices, encoder.encode_query)
    assert max(range(len(shares)), key=shares.__getitem__) == meant
    assert sum(shares) == pytest.approx(1)
