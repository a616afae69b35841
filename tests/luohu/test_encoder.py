from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from luohu.encoder import CARD_FILE, GRAPH_FILE, TOKENIZER_FILE, Encoder, EncoderError

QUESTIONS = [
    "租房子能不能落户",
    "户口本丢了怎么办",
    "我妈想跟我一起迁过来，需要什么材料？",
    "居住证多久能办好",
]
CARD = {
    "source": "a test",
    "dimensions": 3,
    "max_tokens": 8,
    "query_prompt": "",
    "passage_prompt": "",
}


def test_a_question_becomes_a_vector_of_length_one(encoder: Encoder) -> None:
    vector = encoder.encode_query(QUESTIONS[0])
    assert vector.shape == (encoder.dimensions,)
    assert vector.dtype == np.float32
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-4)


def test_a_question_asked_again_gets_the_vector_that_is_kept(encoder: Encoder) -> None:
    assert encoder.encode_query(QUESTIONS[1]) is encoder.encode_query(QUESTIONS[1])


def test_nobody_can_alter_a_vector_that_is_kept(encoder: Encoder) -> None:
    with pytest.raises(ValueError, match="read-only"):
        encoder.encode_query(QUESTIONS[0])[0] = 1


def test_passages_keep_their_order_and_do_not_colour_each_other(encoder: Encoder) -> None:
    passages = ["短。", "一段长得多的文字，" * 40, "不长不短的一句话。"]
    together = encoder.encode_passages(passages)
    alone = np.vstack([encoder.encode_passages([passage]) for passage in passages])
    assert together.shape == (3, encoder.dimensions)
    np.testing.assert_array_equal(together, alone)


def test_no_passages_give_no_vectors(encoder: Encoder) -> None:
    assert encoder.encode_passages([]).shape == (0, encoder.dimensions)


@pytest.mark.parametrize(
    "question", ["退休以后每个月能领多少钱", "How much money do I get after I retire?"]
)
def test_a_question_lies_nearest_to_the_passage_that_answers_it(
    encoder: Encoder, question: str
) -> None:
    passages = encoder.encode_passages(
        ["图书馆周一闭馆，借书须凭读者证。", "养老金按缴费年限和基数逐月发放。", "公园内禁止垂钓。"]
    )
    assert int(np.argmax(passages @ encoder.encode_query(question))) == 1


@pytest.mark.parametrize(
    "text",
    ["", " ", "落户" * 10_000, "租\ud800房", "租\x00房", "\u200b", "🏠🏠🏠", "ᠮᠣᠩᠭᠣᠯ"],
    ids=["empty", "blank", "very long", "surrogate", "NUL", "zero width", "emoji", "Mongolian"],
)
def test_whatever_is_typed_gets_a_vector(encoder: Encoder, text: str) -> None:
    assert np.linalg.norm(encoder.encode_query(text)) == pytest.approx(1, abs=1e-4)
    assert np.isfinite(encoder.encode_passages([text])).all()


def test_people_asking_at_once_get_the_vectors_they_would_get_alone(encoder: Encoder) -> None:
    alone = encoder.encode_passages(QUESTIONS)
    with ThreadPoolExecutor(4) as people:
        asked = list(people.map(lambda _: encoder.encode_passages(QUESTIONS), range(8)))
    for vectors in asked:
        np.testing.assert_array_equal(vectors, alone)


def test_where_nothing_is_built_the_message_says_what_to_run(tmp_path: Path) -> None:
    (tmp_path / CARD_FILE).write_text(json.dumps(CARD))
    with pytest.raises(EncoderError, match=rf"{GRAPH_FILE}, {TOKENIZER_FILE} missing.*make build"):
        Encoder(tmp_path)


@pytest.mark.parametrize("card", ["", "{", "[]", '{"source": "a test"}'])
def test_a_card_that_cannot_be_read_is_named(tmp_path: Path, card: str) -> None:
    _write_folder(tmp_path, card)
    with pytest.raises(EncoderError, match=rf"{CARD_FILE} cannot be read.*make build"):
        Encoder(tmp_path)


def test_broken_files_give_the_same_kind_of_message(tmp_path: Path) -> None:
    _write_folder(tmp_path, json.dumps(CARD))
    with pytest.raises(EncoderError, match=r"does not load.*make build"):
        Encoder(tmp_path)


def _write_folder(folder: Path, card: str) -> None:
    for name in (GRAPH_FILE, TOKENIZER_FILE):
        (folder / name).write_text("{}")
    (folder / CARD_FILE).write_text(card)
