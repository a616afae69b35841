"""What is said in a call is shown, kept without personal numbers, and answered once."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from luohu.settings import SettingsError, read_settings, settings
from tests.bot.channels.hotline.conftest import (
    ASR_KEY,
    Person,
    refused,
    segment,
    spoken,
    until,
)
from tests.bot.channels.hotline.standin import StandInDesk
from tests.bot.channels.keeping import Rasa
from tests.bot.channels.serving import Reply, Served

IDENTITY = "370102199001011234"
PHONE = "13812345678"


def asked(rasa: Rasa) -> list[str]:
    """What Rasa was asked."""
    return [message.text for message in rasa.taken]


def transcribe(
    served: Served,
    *segments: dict[str, Any],
    key: str = ASR_KEY,
    call: str = "pbx-1",
    operator: str = "wang",
) -> Reply:
    """What the telephone system sends."""
    body = {"operator": operator, "call": call, "segments": list(segments)}
    headers = {"Content-Type": "application/json"}
    return served.ask("POST", "/hotline/api/transcripts", body, token=key, headers=headers)


def stored() -> bytes:
    """Everything that the records hold."""
    path = settings().records_url.removeprefix("sqlite:///")
    with sqlite3.connect(path) as connection:
        return "\n".join(connection.iterdump()).encode()


def test_what_the_operator_types_is_answered_at_once(
    operator: Person, rasa: Rasa, desk: StandInDesk
) -> None:
    call = operator.open(region="371000")
    (suggestion,) = operator.type(call, "租房能落户吗")
    assert suggestion["text"] == "租房能落户吗"
    assert suggestion["segment_sequence"] == 1
    assert suggestion["short"] == "短:租房能落户吗"
    assert suggestion["turn"]["text"] == "答:租房能落户吗"
    assert suggestion["notice"] is None
    (path, body) = desk.asked[-1]
    assert path == "/desk/suggestion"
    assert body["turn"] == suggestion["turn"]
    assert body["session"]["region"] == "371000"
    details = operator.get(f"calls/{call}")
    assert details["suggestions"] == [suggestion]
    assert details["call"]["region"] == {"code": "371000", "name": "威海市"}
    assert asked(rasa) == ["租房能落户吗"]


def test_what_the_operator_says_is_kept_but_not_asked(operator: Person, rasa: Rasa) -> None:
    call = operator.open()
    body = {
        "segments": [
            segment(1, "您好，请讲", "operator"),
            segment(2, "我在威海租房"),
            segment(3, "能落户吗"),
            segment(4, "您租了多久", "operator"),
            segment(5, "两年"),
        ]
    }
    suggestions = operator.ask("POST", f"calls/{call}/segments", body).json["suggestions"]
    assert asked(rasa) == ["我在威海租房,能落户吗", "两年"]
    assert [one["segment_sequence"] for one in suggestions] == [3, 5]
    assert suggestions[0]["text"] == "我在威海租房，能落户吗"
    shown = operator.get(f"calls/{call}")["segments"]
    assert [one["sequence"] for one in shown] == [1, 2, 3, 4, 5]
    assert shown[0]["text"] == "您好，请讲"
    assert shown[3]["speaker"] == "operator"


def test_the_same_segment_again_gives_the_same_suggestion(operator: Person, rasa: Rasa) -> None:
    call = operator.open()
    first = operator.type(call, "威海租房能落户吗")
    assert operator.type(call, "威海租房能落户吗") == first
    assert len(asked(rasa)) == 1


def test_a_segment_sent_many_times_at_once_is_answered_once(operator: Person, rasa: Rasa) -> None:
    call, rasa.pause = operator.open(), 0.1
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda _: operator.type(call, "威海租房能落户吗"), range(8)))
    assert asked(rasa) == ["威海租房能落户吗"]
    assert all(reply == replies[0] for reply in replies)


def test_two_pages_do_not_lose_each_other_s_words(operator: Person) -> None:
    call = operator.open()
    operator.type(call, "威海租房能落户吗")
    reply = operator.ask("POST", f"calls/{call}/segments", spoken("买房呢"))
    refused(reply, 409, "sequence_taken")


def test_an_answer_that_failed_is_made_when_the_segment_comes_again(
    operator: Person, rasa: Rasa
) -> None:
    call, rasa.failing = operator.open(), 1
    (failed,) = operator.type(call, "威海租房能落户吗")
    assert failed["notice"] and failed["short"] is None
    assert failed["turn"]["text"] == failed["notice"]
    (mended,) = operator.type(call, "威海租房能落户吗")
    assert mended["short"] == "短:威海租房能落户吗"
    assert operator.get(f"calls/{call}")["suggestions"] == [mended]


@pytest.mark.parametrize(
    "wrong",
    [
        {"segments": "x"},
        {"segments": [segment(1, "x", "robot")]},
        {"segments": [segment(-1, "x")]},
        {"segments": [{"sequence": True, "speaker": "caller", "text": "x", "final": True}]},
        {"segments": [segment(1, "x")] * 101},
        {},
    ],
)
def test_what_is_no_segment_is_refused(operator: Person, wrong: object) -> None:
    call = operator.open()
    refused(operator.ask("POST", f"calls/{call}/segments", wrong), 400, "bad_request")


def test_no_personal_number_is_kept_or_shown(operator: Person, rasa: Rasa) -> None:
    call = operator.open(external_id=f"trunk-{PHONE}")
    operator.type(call, f"我叫王芳，身份证{IDENTITY}，电话{PHONE}，威海租房能落户吗")
    (suggestion,) = operator.get(f"calls/{call}")["suggestions"]
    decision = {"decision": "edit", "text": f"请回拨{PHONE}", "reason": f"证号{IDENTITY}"}
    operator.ask("POST", f"suggestions/{suggestion['id']}/decision", decision)
    kept = stored() + rasa.file.read_bytes() + operator.ask("GET", f"calls/{call}").body
    kept += operator.ask("GET", f"calls/{call}/summary").body
    assert IDENTITY.encode() not in kept
    assert PHONE.encode() not in kept


def test_a_number_in_other_digits_is_not_kept_either(operator: Person) -> None:
    call = operator.open()
    operator.type(call, "电话１３８１２３４５６７８，想问落户")
    (shown,) = operator.get(f"calls/{call}")["segments"]
    assert shown["text"] == "电话[手机号],想问落户"


def test_a_number_dictated_piece_by_piece_is_not_kept(operator: Person) -> None:
    call = operator.open()
    pieces = ["我的电话是138", "一二三四", "5678。想问落户"]
    for number, text in enumerate(pieces):
        operator.type(call, text, first=2 * number)
        body = {"segments": [segment(2 * number + 1, "好的", "operator")]}
        operator.ask("POST", f"calls/{call}/segments", body)
    texts = [one["text"] for one in operator.get(f"calls/{call}")["segments"][::2]]
    assert texts == ["我的电话是[号码]", "[号码]", "[号码]。想问落户"]


def test_what_is_still_being_recognised_is_not_kept(operator: Person, rasa: Rasa) -> None:
    call = operator.open()
    body = {"segments": [segment(1, "威海租", final=False)]}
    assert operator.ask("POST", f"calls/{call}/segments", body).json == {"suggestions": []}
    (shown,) = operator.get(f"calls/{call}")["segments"]
    assert (shown["text"], shown["final"]) == ("威海租", False)
    assert "威海租".encode() not in stored()
    assert asked(rasa) == []


def test_a_caller_who_pauses_for_breath_is_understood_as_a_whole(
    operator: Person, served: Served, rasa: Rasa
) -> None:
    transcribe(served, segment(1, "我在威海"))
    transcribe(served, segment(3, "能落户吗"))
    transcribe(served, segment(2, "租了房子"))
    until(lambda: rasa.taken)
    assert asked(rasa) == ["我在威海,租了房子,能落户吗"]
    (call,) = operator.get("calls")["calls"]
    assert call["external_id"] == "pbx-1"


def test_the_line_s_segments_twice_late_and_in_any_order_are_answered_once(
    operator: Person, served: Served, rasa: Rasa
) -> None:
    for number in (4, 2, 2, 8, 6, 4, 8):
        reply = transcribe(served, segment(number, f"第{number}句话"))
        assert reply.json == {"accepted": 1}
    until(lambda: len("".join(asked(rasa))) > 16)
    transcribe(served, segment(6, "第6句话"))
    transcribe(served, segment(1, "威海来晚的一句"))
    until(lambda: "威海来晚的一句" in asked(rasa))
    said = " ".join(asked(rasa))
    assert all(said.count(f"第{number}句话") == 1 for number in (2, 4, 6, 8))
    (call,) = operator.get("calls")["calls"]
    shown = operator.get(f"calls/{call['id']}")["segments"]
    assert [one["sequence"] for one in shown] == [1, 2, 4, 6, 8]


def test_page_and_line_count_for_themselves(operator: Person, served: Served, rasa: Rasa) -> None:
    transcribe(served, segment(1, "威海租房能落户吗"))
    until(lambda: rasa.taken)
    (call,) = operator.get("calls")["calls"]
    operator.type(call["id"], "还要问材料")
    assert asked(rasa) == ["威海租房能落户吗", "还要问材料"]
    shown = operator.get(f"calls/{call['id']}")["segments"]
    assert [one["id"] for one in shown] == ["line-1", "page-1"]


def test_calls_of_two_operators_do_not_mix(
    operator: Person, other: Person, served: Served, rasa: Rasa
) -> None:
    transcribe(served, segment(1, "威海租房"), operator="wang")
    transcribe(served, segment(1, "赤峰买房"), operator="li")
    until(lambda: len(rasa.taken) == 2)
    for person, said in ((operator, "威海租房"), (other, "赤峰买房")):
        (call,) = person.get("calls")["calls"]
        until(lambda: person.get(f"calls/{call['id']}")["suggestions"])  # noqa: B023
        (suggestion,) = person.get(f"calls/{call['id']}")["suggestions"]
        assert suggestion["text"] == said


def test_words_recognised_after_the_end_are_kept_and_not_answered(
    operator: Person, served: Served, rasa: Rasa
) -> None:
    call = operator.open(external_id="pbx-1")
    operator.ask("POST", f"calls/{call}/end")
    assert transcribe(served, segment(1, "谢谢再见")).json == {"accepted": 1}
    assert len(operator.get("calls")["calls"]) == 1
    assert operator.get(f"calls/{call}")["segments"][0]["text"] == "谢谢再见"
    assert asked(rasa) == []


def test_a_page_opened_in_the_middle_of_a_sentence_shows_what_is_being_said(
    operator: Person, served: Served
) -> None:
    transcribe(served, segment(1, "我在威", final=False))
    transcribe(served, segment(1, "我在威海", final=False))
    (call,) = operator.get("calls")["calls"]
    (shown,) = operator.get(f"calls/{call['id']}")["segments"]
    assert (shown["text"], shown["final"]) == ("我在威海", False)
    transcribe(served, segment(1, "我在威海租房能落户吗"))
    (shown,) = operator.get(f"calls/{call['id']}")["segments"]
    assert (shown["text"], shown["final"]) == ("我在威海租房能落户吗", True)
    transcribe(served, segment(1, "我在威海租", final=False))
    assert len(operator.get(f"calls/{call['id']}")["segments"]) == 1


def test_only_the_telephone_system_sends_transcripts(operator: Person, served: Served) -> None:
    said = segment(1, "威海租房能落户吗")
    refused(transcribe(served, said, key="wrong"), 401, "asr_key")
    refused(transcribe(served, said, operator="nobody"), 422, "no_operator")
    assert operator.get("calls") == {"calls": []}


def test_without_a_key_the_setting_is_named(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LUOHU_ASR_KEY")
    settings.cache_clear()
    message = refused(transcribe(served, segment(1, "x")), 503, "asr_not_configured")
    assert "LUOHU_ASR_KEY" in message


def test_a_key_that_can_be_guessed_is_refused() -> None:
    with pytest.raises(SettingsError, match="LUOHU_ASR_KEY is shorter"):
        read_settings({"LUOHU_ASR_KEY": "12345"})


def test_a_call_survives_a_restart(operator: Person, rasa: Rasa) -> None:
    call = operator.open()
    first = operator.type(call, "威海租房能落户吗")
    rasa.restart()
    assert operator.type(call, "威海租房能落户吗") == first
    operator.type(call, "要什么材料", first=2)
    assert asked(rasa) == ["威海租房能落户吗", "要什么材料"]
    assert len(operator.get(f"calls/{call}")["suggestions"]) == 2
