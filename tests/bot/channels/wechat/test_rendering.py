"""A turn reads well as text messages, and a number picks an option."""

from __future__ import annotations

import random
from typing import Any

import pytest

from bot.channels.wechat.pieces import LONGEST, in_pieces
from bot.channels.wechat.rendering import chosen, spoken
from bot.channels.wechat.wording import word
from tests.bot.channels.wechat.conftest import Channel, chat

OPTIONS = [
    {"title": "租房", "payload": "我租房住"},
    {"title": "自己的房子", "payload": "我有自己的房子"},
]


def size(text: str) -> int:
    return len(text.encode())


def with_options(text: str) -> dict[str, Any]:
    return {**chat(text), "options": OPTIONS if text == "在威海" else []}


def test_options_are_numbered() -> None:
    assert spoken({"text": "您住哪里？", "options": OPTIONS}) == (
        f"您住哪里？\n\n{word('options')}\n1. 租房\n2. 自己的房子",
    )


@pytest.mark.parametrize("typed", ["2", " 2 ", "２", "2.", "2、", "2)"])
def test_a_number_is_the_option_with_that_number(channel: Channel, typed: str) -> None:
    channel.rasa.answer = with_options
    channel.pusher().push(channel.message("在威海"))
    assert channel.pusher().push(channel.message(typed)).text == "答:我有自己的房子"


@pytest.mark.parametrize("typed", ["0", "3", "-1", "1.5", "1和2", "2年", "二"])
def test_other_numbers_are_words(typed: str) -> None:
    assert chosen(typed, OPTIONS) == typed


def test_a_number_after_a_turn_without_options_is_a_word(channel: Channel) -> None:
    channel.rasa.answer = with_options
    for text in ("在威海", "谢谢"):
        channel.pusher().push(channel.message(text))
    assert channel.pusher().push(channel.message("2")).text == "答:2"


def test_a_number_of_somebody_else_picks_nothing(channel: Channel) -> None:
    channel.rasa.answer = with_options
    channel.pusher().push(channel.message("在威海"))
    other = channel.message("2", FromUserName="o" * 28)
    assert channel.pusher().push(other).text == "答:2"


def test_options_outlive_a_restart(idle: Channel) -> None:
    idle.rasa.answer = with_options
    with idle.started():
        idle.pusher().push(idle.message("在威海"))
    with idle.started():
        assert idle.pusher().push(idle.message("1")).text == "答:我租房住"


def test_a_short_text_is_one_piece() -> None:
    assert in_pieces("能。\n\n带身份证。") == ["能。\n\n带身份证。"]


def test_bytes_count_and_not_characters() -> None:
    text = "户" * (LONGEST // 3)
    assert in_pieces(text) == [text]
    assert [size(piece) <= LONGEST for piece in in_pieces(text + "户")] == [True, True]


def test_lines_stay_whole() -> None:
    lines = [f"{number}．{'材料' * 20}" for number in range(30)]
    pieces = in_pieces("\n".join(lines))
    assert len(pieces) > 1
    assert [line for piece in pieces for line in piece.split("\n")] == lines


def test_sentences_of_a_long_line_stay_whole() -> None:
    sentences = [f"{'带' * 50}{number}。" for number in range(40)]
    pieces = in_pieces("".join(sentences))
    assert all(piece.endswith("。") for piece in pieces)
    assert "".join(pieces) == "".join(sentences)


def test_quotes_stay_whole() -> None:
    quote = "“" + "在城区有合法稳定住所。" * 12 + "”"
    text = f"文件写着：\n{quote}\n" * 10
    for piece in in_pieces(text):
        assert piece.count("“") == piece.count("”")


def test_a_quote_of_several_lines_stays_whole() -> None:
    quote = "“" + "\n".join(["第一条，可以落户。" * 8] * 3) + "”"
    for piece in in_pieces("\n".join([quote] * 6)):
        assert piece.count("“") == piece.count("”")


def test_a_quote_that_is_too_long_is_split_between_sentences() -> None:
    quote = "“" + "在城区有合法稳定住所的人可以落户。" * 60 + "”"
    pieces = in_pieces(quote)
    assert len(pieces) > 1
    assert all(piece.endswith(("。", "”")) for piece in pieces)
    assert "".join(pieces) == quote


def test_a_quote_that_is_never_closed_does_no_harm() -> None:
    text = "“" + "可以。" * 2000
    assert "".join(in_pieces(text)) == text


def test_text_without_any_place_to_split_is_split_between_characters() -> None:
    text = "😀户a" * 1000
    pieces = in_pieces(text)
    assert "".join(pieces) == text
    assert all(size(piece) <= LONGEST for piece in pieces)


def test_nothing_is_lost_or_too_long_whatever_the_text() -> None:
    chance = random.Random(7)
    for _ in range(200):
        text = "".join(chance.choices("户口a😀。，“”《》\n 1；", k=chance.randint(0, 400)))
        longest = chance.choice([8, 40, 200])
        pieces = in_pieces(text, longest)
        assert all(0 < size(piece) <= longest for piece in pieces)
        assert "".join("".join(pieces).split()) == "".join(text.split())


def test_an_answer_is_cut_where_wechat_takes_no_more_pieces() -> None:
    pieces = spoken({"text": "可以落户。\n" * 3000, "options": []})
    assert len(pieces) == 5
    assert all(size(piece) <= LONGEST for piece in pieces)
    assert pieces[-1].endswith(word("cut"))


def test_a_closing_line_stands_below_the_options() -> None:
    (text,) = spoken({"text": "能。", "options": OPTIONS}, "好不好？")
    assert text.endswith("2. 自己的房子\n\n好不好？")


def test_an_answer_is_not_cut_for_the_closing_line() -> None:
    closing, full = "好不好？", "户" * (LONGEST // 3)
    turn = {"text": "\n".join([full] * 5), "options": []}
    assert spoken(turn, closing) == (full,) * 5


def test_an_answer_that_is_cut_anyway_still_has_its_closing_line() -> None:
    pieces = spoken({"text": "可以落户。\n" * 3000, "options": []}, "好不好？")
    assert len(pieces) == 5
    assert all(size(piece) <= LONGEST for piece in pieces)
    assert pieces[-1].endswith(f"{word('cut')}\n\n好不好？")
