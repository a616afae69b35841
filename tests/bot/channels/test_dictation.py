"""A number that comes in several messages is not put together again from what is stored."""

from __future__ import annotations

from bot.channels.dictation import Dictation


def test_the_piece_that_completes_a_number_is_taken_out() -> None:
    dictation = Dictation()
    assert dictation.without_piece("a", "我手机139") == "我手机139"
    assert dictation.without_piece("a", "5521") == "5521"
    assert dictation.without_piece("a", "8867谢谢") == "[号码]谢谢"
    assert dictation.without_piece("a", "在威海租房") == "在威海租房"


def test_an_identity_card_in_pieces_loses_what_makes_it_one() -> None:
    dictation = Dictation()
    told = [dictation.without_piece("a", one) for one in ("999999", "1980", "0101", "001X")]
    assert told[-1] == "[号码]"


def test_answers_to_one_question_after_the_other_stay() -> None:
    dictation = Dictation()
    answers = ["2019", "120", "3", "2020", "36", "50"]
    assert [dictation.without_piece("a", one) for one in answers] == answers


def test_what_two_people_say_makes_no_number() -> None:
    dictation = Dictation()
    dictation.without_piece("a", "1395521")
    assert dictation.without_piece("b", "8867") == "8867"


def test_what_was_said_long_ago_makes_no_number() -> None:
    now = [0.0]
    dictation = Dictation(lambda: now[0])
    dictation.without_piece("a", "13955")
    now[0] = 1000.0
    assert dictation.without_piece("a", "218867") == "218867"


def test_a_pause_sent_by_itself_ends_no_number() -> None:
    dictation = Dictation()
    told = ["我手机1390631", "", "然后", "...", "5678谢谢"]
    assert [dictation.without_piece("a", one) for one in told][-1] == "[号码]谢谢"


def test_digits_as_they_are_said_on_the_radio_are_pieces_too() -> None:
    dictation = Dictation()
    told = [
        dictation.without_piece("a", one) for one in ("勾勾勾勾勾勾", "幺勾八洞洞幺", "洞幺洞洞幺X")
    ]
    assert told[-1] == "[号码]"
