"""What residents hear of an amended document: its words of the day, and both sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from actions.conversation.message import Message
from actions.conversation.respond import respond
from actions.conversation.session import Session
from actions.publications.serving import Serving
from actions.publications.store import store
from actions.publishing import __main__ as command
from luohu.settings import Settings
from luohu.text import normalise
from tests.actions.conftest import USUAL_DAY, Contract

RULES = """\
荣成市人民政府关于户籍管理的实施意见
荣政发〔2024〕3号
为方便群众落户，现提出以下意见：
一、租房落户。在城区租赁住房满六个月的人员，凭居民户口簿，在租住地办理落户。
二、夫妻投靠。夫妻投靠的，凭居民户口簿、结婚证，在被投靠人户口所在地办理落户。
本意见自2024年3月1日起施行，有效期至2029年2月28日。
荣成市人民政府
2024年2月10日
"""
ACT = """\
荣成市人民政府关于修改《关于户籍管理的实施意见》的决定
荣政发〔2025〕6号
现决定对《荣成市人民政府关于户籍管理的实施意见》（荣政发〔2024〕3号）作如下修改：
一、将第一条中的“六个月”修改为“三个月”。
二、在第二条后增加一条，作为第三条：“三、收养落户。被依法收养的子女，凭收养登记证，在收养人户口所在地办理落户。”
本决定自2025年6月1日起施行。
荣成市人民政府
2025年5月20日
"""
BASE, DECISION, AMENDED = "371082-rongcheng", "371082-rongcheng-2025", "371082-rongcheng-2025-2"
Say = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def config(installation: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An installation that answers from a document and the act that amends it."""
    received = tmp_path_factory.mktemp("received")
    for name, text in {"1": RULES, "2": ACT}.items():
        (received / f"{name}.txt").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "settings", lambda: installation)
        patch.setattr("actions.publishing.issuing.settings", lambda: installation)
        assert command.main(["add", str(received)]) == 0
        assert command.main(["consolidate", BASE, DECISION]) == 0
        # Nobody has compared it yet.
        assert command.main(["publish", "--wait", "0"]) == 1
        assert store(installation).current() is None
        path = store(installation).drafts / AMENDED / "document.yml"
        confirmed = path.read_text("utf-8").replace("confirmed: false", "confirmed: true")
        path.write_text(confirmed, "utf-8")
        command.main(["publish", "--wait", "0"])
        assert store(installation).current()
    return installation


@pytest.fixture(scope="module")
def serving(config: Settings) -> Serving:
    """The action server's services over these documents."""
    return Serving(config)


@pytest.fixture
def say(serving: Serving, contract: Contract) -> Say:
    """What is answered to one message, of which understanding hears a subject."""

    def said(text: str, asks: str | None = None) -> dict[str, Any]:
        intent = f"ask_{asks}" if asks else None
        ranking = {intent: 0.9} if intent else {}
        message = Message(normalise(text), intent, 0.9 if intent else 0.0, ranking)
        turn = respond(message, Session(), serving.services, USUAL_DAY).turn.as_dict()
        contract.validate(turn)
        return turn

    return said


def test_of_today_the_amended_words_answer_and_name_both_documents(say: Say) -> None:
    turn = say("荣成租房能落户吗", "renting")
    citation = turn["citations"][0]
    assert (citation["document"], citation["clause"]) == (AMENDED, "一")
    assert "满三个月" in citation["quote"]
    assert citation["doc_number"] == "荣政发〔2024〕3号"
    assert citation["amendments"] == [
        {
            "document": DECISION,
            "title": "关于修改《关于户籍管理的实施意见》的决定",
            "doc_number": "荣政发〔2025〕6号",
            "item": "一",
            "since": "2025-06-01",
        }
    ]
    act = "《关于修改〈关于户籍管理的实施意见〉的决定》（荣政发〔2025〕6号）第一项"
    assert f"（自2025年6月1日起按{act}的文字）" in turn["text"]


def test_of_a_day_before_the_former_words_answer_and_say_that_they_are_past(say: Say) -> None:
    turn = say("2024年8月的时候荣成租房能落户吗", "renting")
    citation = turn["citations"][0]
    assert citation["document"] == BASE
    assert "满六个月" in citation["quote"]
    assert citation["amended_on"] == "2025-06-01"
    assert "amendments" not in citation
    assert "按2025年6月1日修改以前的文字" in turn["text"]
    assert "废止" not in turn["text"]


def test_a_clause_that_the_act_left_alone_names_its_document_only(say: Say) -> None:
    turn = say("荣成夫妻投靠怎么落户", "joining")
    citation = turn["citations"][0]
    assert (citation["document"], citation["clause"]) == (AMENDED, "二")
    assert "amendments" not in citation


def test_what_the_act_added_answers_from_its_day_on_only(say: Say) -> None:
    now = say("荣成收养的孩子怎么落户")
    assert [one["clause"] for one in now["citations"]][:1] == ["三"]
    then = say("2024年8月的时候荣成收养的孩子怎么落户")
    assert not any("收养" in one["quote"] for one in then["citations"])


def test_the_act_itself_never_answers_beside_the_text(say: Say) -> None:
    for asked in ("荣成租房能落户吗", "2024年8月的时候荣成租房能落户吗", "荣成租房要租三个月吗"):
        cited = {one["document"] for one in say(asked, "renting")["citations"]}
        assert DECISION not in cited
        assert cited


def test_who_asks_how_long_it_holds_hears_of_the_act(say: Say) -> None:
    text = say("荣成的文件什么时候到期", "validity")["text"]
    assert "经《关于修改〈关于户籍管理的实施意见〉的决定》" in text
    assert text.count("现在用的是") == 1
