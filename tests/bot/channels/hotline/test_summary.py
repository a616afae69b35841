"""The summary of a call can be pasted into the work order as it is."""

from __future__ import annotations

import json

import jsonschema

from luohu.settings import ROOT
from tests.bot.channels.hotline.conftest import Person, answered, refused
from tests.bot.channels.hotline.standin import StandInDesk
from tests.bot.channels.keeping import Rasa

CONTRACT = ROOT / "contract" / "work_order.schema.json"


def test_the_summary_tells_the_whole_call(operator: Person, rasa: Rasa, desk: StandInDesk) -> None:
    desk.verdict = "eligible"
    verdict = {"pathway": "renting", "verdict": "eligible"}
    rasa.answer = lambda text: {**answered(text), "eligibility": verdict}
    call = operator.open(region="371000")
    operator.ask("PUT", f"calls/{call}/facts", {"facts": {"rent_registered": True}})
    first, *_ = operator.type(call, "威海租房能落户吗，我的电话13812345678")
    (second,) = operator.type(call, "要多少钱", first=2)
    (third,) = operator.type(call, "孩子能一起吗", first=3)
    for one, decision in (
        (first, {"decision": "edit", "text": "可以落户，带租赁合同"}),
        (second, {"decision": "reject", "reason": "答非所问"}),
        (third, {"decision": "accept"}),
    ):
        operator.ask("POST", f"suggestions/{one['id']}/decision", decision)
    operator.ask("POST", f"calls/{call}/end")
    lines = operator.get(f"calls/{call}/summary")["text"].split("\n")
    assert "还在通话" not in lines[1]
    assert lines[2:] == [
        "坐席：坐席wang",
        "咨询地区：威海市",
        "来电人咨询：",
        "1. 威海租房能落户吗,我的电话[手机号]",
        "2. 要多少钱",
        "3. 孩子能一起吗",
        "来电人情况：",
        "1. 租房备案：是",
        "依据条款：",
        "1. 《威海市户口登记管理办法》威政发〔2021〕1号二/(一)"
        "（威海市人民政府；已于2026-10-20到期）",
        "初步判断：",
        "1. 威海市租房落户：按来电人所说，符合条件",
        "已答复：",
        "1. 可以落户，带租赁合同",
        "2. 短:孩子能一起吗",
        "未办结：",
        "1. 建议未采用（答非所问）：要多少钱",
        "2. 还要问：租房有没有备案？",
        "以上按来电人口述整理，身份证号、电话等已隐去，以窗口受理为准。",
    ]


def test_a_call_in_which_nothing_was_said_has_a_summary(operator: Person) -> None:
    text = operator.get(f"calls/{operator.open()}/summary")["text"]
    assert "还在通话" in text and "咨询地区：未明确" in text
    assert text.count("无") == 6


def test_the_work_order_is_what_its_contract_says(
    operator: Person, supervisor: Person, other: Person, rasa: Rasa, desk: StandInDesk
) -> None:
    desk.verdict = "eligible"
    verdict = {"pathway": "renting", "verdict": "eligible"}
    rasa.answer = lambda text: {**answered(text), "eligibility": verdict}
    call = operator.open(region="371000", external_id="pbx-13812345678")
    operator.type(call, "威海租房能落户吗，我的电话13812345678")
    order = operator.get(f"calls/{call}/work-order")
    jsonschema.validate(order, json.loads(CONTRACT.read_text(encoding="utf-8")))
    assert order["verdicts"] == [
        {
            "region": {"code": "371000", "name": "威海市"},
            "pathway": "renting",
            "title": "租房落户",
            "verdict": "eligible",
        }
    ]
    assert order["text"] == operator.get(f"calls/{call}/summary")["text"]
    assert "13812345678" not in json.dumps(order)
    assert supervisor.get(f"calls/{call}/work-order") == order
    refused(other.ask("GET", f"calls/{call}/work-order"), 404, "no_call")


def test_a_verdict_for_each_place_stands_in_a_line_of_its_own(
    operator: Person, rasa: Rasa, desk: StandInDesk
) -> None:
    verdict = {"pathway": "renting", "verdict": "eligible"}
    desk.verdict = "eligible"
    call = operator.open(region="371000")
    for number, (code, name) in enumerate((("371000", "威海市"), ("370983", "泰安市肥城市")), 1):
        region = {"code": code, "name": name}
        rasa.answer = lambda text, region=region: {  # type: ignore[misc]
            **answered(text),
            "region": region,
            "eligibility": verdict,
        }
        operator.type(call, f"{name}租房能落户吗", first=number)
    text = operator.get(f"calls/{call}/summary")["text"]
    assert "1. 威海市租房落户：按来电人所说，符合条件" in text
    assert "2. 泰安市肥城市租房落户：按来电人所说，符合条件" in text
    assert "咨询地区：威海市、泰安市肥城市" in text
