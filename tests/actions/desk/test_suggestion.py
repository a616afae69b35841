"""An operator gets words to read out, a text to send, and only clauses where nothing is sure."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from actions.desk.saying import long_form, referral, short_form
from luohu.text import compact
from tests.actions.desk.conftest import Call

Calls = Callable[..., Call]
KEYS = {
    "confidence", "confident", "short", "long", "refer", "clauses", "facts", "next_question",
    "verdict",
}  # fmt: skip
UNMET = {"dwelling_in_town": True, "lease_registered": True, "landlord_promise": "refused"}


def test_a_sure_answer_is_short_to_read_and_long_to_send(call: Calls) -> None:
    talk = call(region="371000")
    made = talk.hear("租房能落户吗", "ask_renting", 0.97)
    assert made.keys() == KEYS
    assert made["confident"]
    assert len(made["short"]) <= 120
    assert "房管部门备案" in made["short"], "a yes without its conditions"
    first = made["clauses"][0]
    assert first["quote"] in made["long"]
    assert first["title"] in made["long"]
    assert first["clause"] in made["long"]
    assert "居民户口簿" in made["long"]
    assert "房屋所在地" in made["long"]


def test_clauses_that_only_search_found_are_not_shown_as_the_answer(call: Calls) -> None:
    made = call(region="370306").hear("下岗职工户口怎么落", "ask_laid_off", 0.97)
    assert {one["role"] for one in made["clauses"]} == {"related"}


def test_what_is_only_near_is_not_sent(call: Calls) -> None:
    made = call(region="150400").hear("上班能落户吗", "ask_employment", 0.97)
    near = [one["quote"] for one in made["clauses"] if one["role"] == "related"]
    assert near
    assert not any(quote in made["long"] for quote in near)


@pytest.mark.parametrize(("region", "said"), [("371000", "已经过期"), ("370983", "没写施行日期")])
def test_what_no_longer_holds_is_said_in_both(call: Calls, region: str, said: str) -> None:
    made = call(region=region).hear("租房能落户吗", "ask_renting", 0.97)
    assert made["short"].count(said) == 1
    assert "核实" in made["short"]
    assert "注意" in made["long"]


def test_the_number_of_the_document_is_sent(call: Calls) -> None:
    made = call(region="370983").hear("租房能落户吗", "ask_renting", 0.97)
    assert "肥政发" in made["long"]


def test_the_next_question_for_the_caller_stands_beside_an_answer(call: Calls) -> None:
    made = call(region="371000").hear("租房能落户吗", "ask_renting", 0.97)
    assert made["next_question"]["fact"] == "dwelling_in_town"
    assert made["next_question"]["options"]
    assert made["next_question"]["why"]


def test_an_interview_over_all_ways_is_asked_however_unsure_a_clause_is(call: Calls) -> None:
    made = call(region="371000").hear("我有哪些办法能落户", "ask_general_conditions", 0.9)
    assert made["next_question"]["fact"] == "pathway"
    assert made["next_question"]["options"]


def test_a_verdict_reads_out_what_is_unmet_and_sends_what_to_bring(call: Calls) -> None:
    talk = call(region="371000", topic="renting", facts=UNMET)
    made = talk.hear("/take_up", "take_up")
    assert made["verdict"] == "ineligible"
    assert "房屋产权人写了同意落户承诺书" in made["short"]
    assert "接着说" not in made["short"]
    assert len(made["short"]) <= 130
    assert [fact["shown"] for fact in made["facts"]] == ["在城区或镇上", "是", "不同意"]
    assert made["next_question"] is None


def test_a_further_question_of_a_check_is_read_out(call: Calls) -> None:
    talk = call(region="371000")
    talk.hear("租房能落户吗", "ask_renting", 0.97)
    talk.hear("帮我看看我符不符合条件", "check", 0.97)
    made = talk.hear("在城区", "inform", 0.97)
    assert made["confident"]
    assert made["short"] == talk.turn["question"]["text"]
    assert made["next_question"]["fact"] == talk.turn["question"]["fact"]


def test_what_is_missing_is_sent_too(call: Calls) -> None:
    talk = call(
        region="371000", topic="renting", judged="renting",
        facts={"dwelling_in_town": True}, unknown=("lease_registered", "landlord_promise"),
    )  # fmt: skip
    made = talk.hear("/take_up", "take_up")
    assert made["verdict"] == "undetermined"
    assert "房东的同意落户承诺书" in made["long"]
    assert [fact["name"] for fact in made["facts"] if fact["unknown"]] == [
        "lease_registered",
        "landlord_promise",
    ]


def test_what_is_not_sure_is_shown_as_clauses_without_a_conclusion(call: Calls) -> None:
    made = call(region="371000").hear("户口那个事现在到底是怎么个说法", "ask_aims", 0.2)
    assert not made["confident"]
    assert made["short"] is None
    assert made["long"] is None
    assert made["verdict"] is None
    assert made["next_question"] is None
    assert 0 < len(made["clauses"]) <= 4


def test_clauses_are_named_once(call: Calls) -> None:
    made = call(region="371000").hear("集体户怎么落户", "ask_collective", 0.5)
    named = [(one["document"], one["clause"]) for one in made["clauses"]]
    assert len(named) == len(set(named)) <= 4


def test_small_talk_suggests_nothing(call: Calls) -> None:
    made = call(region="371000").hear("谢谢", "thank", 0.97)
    assert made["short"] is None
    assert made["clauses"] == []


def test_without_a_place_the_place_is_what_to_ask(call: Calls) -> None:
    made = call().hear("租房能落户吗", "ask_renting", 0.97)
    assert made["confident"]
    assert made["next_question"]["fact"] == "region"
    assert made["next_question"]["options"]
    assert made["clauses"] == []


def test_a_caller_in_danger_is_never_missed(call: Calls) -> None:
    made = call(region="371000").hear("我不想活了", "out_of_scope", 0.97)
    assert "12356" in made["short"]


@pytest.mark.parametrize(
    ("region", "text", "intent"),
    [
        ("370306", "我没有户口，怎么上户口", "ask_no_hukou"),
        ("371000", "户口迁移证丢了怎么补", "ask_lost_certificate"),
        ("330211", "租房落户要带什么材料", "ask_materials"),
    ],
)
def test_nobody_is_told_to_ring_the_line_that_they_are_on(
    call: Calls, region: str, text: str, intent: str
) -> None:
    talk = call(region=region)
    made = talk.hear(text, intent, 0.97)
    assert "12345" in talk.turn["text"]
    short, long = short_form(talk.services, talk.turn), long_form(talk.services, talk.turn)
    assert short
    assert "12345" not in short + long
    assert referral(talk.turn) == "来电人还要问清的，转户籍部门答复，或建工单。"
    assert made["refer"] in (None, referral(talk.turn))


@pytest.mark.parametrize("region", ["150400", "330211", "370306", "370983", "371000"])
@pytest.mark.parametrize("subject", ["own_home", "joining", "schooling", "land_rights", "validity"])
def test_every_quote_stands_in_its_document(call: Calls, region: str, subject: str) -> None:
    talk = call(region=region)
    title = talk.services.subjects[subject].title
    made = talk.hear(title, f"ask_{subject}", 0.97)
    for clause in made["clauses"]:
        document = talk.services.corpus.documents[clause["document"]]
        assert document.region == region
        assert compact(clause["quote"]) in document.compact_received


def test_what_is_read_out_of_a_right_is_plain_and_rests_on_its_sentence(call: Calls) -> None:
    made = call(region="370983").hear("要不要先把承包地退了才能落户", "ask_land_rights", 0.97)
    assert made["confident"]
    assert made["short"].startswith("现阶段进城落户不用退。")
    assert "不得以退出土地承包经营权" in made["long"]
    assert made["long"].startswith("现阶段进城落户不用退。")
