"""What residents hear once an office has published: its place, its day, and those above it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.building.publication import BrokenError, Change, publish, roll_back
from actions.conversation.message import Message
from actions.conversation.respond import respond
from actions.conversation.session import Session
from actions.desk.trial import compared_with
from actions.publications.serving import Serving
from actions.publications.store import store
from actions.publishing import __main__ as command
from actions.refused import RefusedError
from luohu.settings import Settings
from luohu.text import normalise
from tests.actions.conftest import USUAL_DAY, Contract
from tests.actions.publications.conftest import nothing_said

SHANDONG = """\
山东省人民政府关于进一步完善户籍管理的意见
鲁政发〔2023〕9号
为完善户籍管理，现提出以下意见：
一、收养落户
被依法收养的子女，凭收养登记证、居民户口簿，在收养人户口所在地申请登记常住户口。
二、租房落户
各市应当全面放开租房落户，不得设置租住年限。
本意见自2023年3月1日起施行。
山东省人民政府
2023年2月10日
"""
WEIHAI = """\
威海市人民政府关于户籍管理的实施意见
威政发〔2026〕30号
为方便群众落户，现提出以下意见：
一、落户条件
（一）租房落户。在城镇租赁住房的人员，凭居民户口簿、居民身份证，在租住地办理落户。
（二）投靠落户。夫妻投靠的，凭居民户口簿、结婚证，在被投靠人户口所在地办理落户。
本意见自2026年10月21日起施行，有效期至2031年10月20日。\
《关于进一步深化户籍管理制度改革促进城乡融合区域协调发展的实施意见》同时废止。
威海市人民政府
2026年10月10日
"""
RONGCHENG = """\
荣成市人民政府关于户籍管理的实施意见
荣政发〔2024〕3号
为方便群众落户，现提出以下意见：
一、租房落户。在城区租赁住房满六个月的人员，凭居民户口簿，在租住地办理落户。
本意见自2024年3月1日起施行，有效期至2029年2月28日。
荣成市人民政府
2024年2月10日
"""
OLD, NEW = "371000-weihai", "371000-weihai-2026"


Say = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def config(installation: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An installation with a store of its own and three drafts in it, confirmed."""
    received = tmp_path_factory.mktemp("received")
    for name, text in {"山东": SHANDONG, "威海": WEIHAI, "荣成": RONGCHENG}.items():
        (received / f"{name}.txt").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "settings", lambda: installation)
        assert command.main(["add", str(received)]) == 0
    return installation


def drafts(config: Settings) -> tuple[Path, ...]:
    return tuple(sorted(path.parent for path in store(config).drafts.glob("*/document.yml")))


def confirm(folder: Path) -> None:
    """Confirm how a document stands to others, as an office does."""
    path = folder / "document.yml"
    entries = yaml.safe_load(path.read_text("utf-8"))
    for relation in entries["relations"]:
        relation["confirmed"] = True
    path.write_text(yaml.safe_dump(entries, allow_unicode=True, sort_keys=False), "utf-8")


@pytest.fixture(scope="module")
def serving(config: Settings) -> Iterator[Serving]:
    """The action server's services over these documents, taken over as it runs."""
    before = Serving(config)
    assert before.publication is None
    confirm(store(config).drafts / NEW)
    made = publish(config, Change(drafts(config)), nothing_said)
    assert before.look()
    assert before.publication == made.id
    yield before


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


def cited(turn: dict[str, Any]) -> list[str]:
    return [citation["document"] for citation in turn["citations"]]


def test_a_successor_is_found_by_its_name_though_others_have_it_too(config: Settings) -> None:
    entries = yaml.safe_load((store(config).drafts / NEW / "document.yml").read_text("utf-8"))
    assert [one["document"] for one in entries["relations"]] == [OLD]


def test_of_today_the_successor_answers(say: Say) -> None:
    turn = say("威海租房能落户吗", "renting")
    assert set(cited(turn)) == {NEW}
    assert turn["citations"][0]["status"] == "in_force"


@pytest.mark.parametrize(
    "asked",
    [
        "2022年的时候威海租房能落户吗",
        "2022年威海的政策租房能落户吗",
        "去年那份文件怎么说租房落户,威海的",
        "威海以前的政策租房能落户吗",
    ],
)
def test_of_another_day_the_document_of_that_day_answers_and_says_that_it_is_past(
    say: Say, asked: str
) -> None:
    turn = say(asked, "renting")
    assert set(cited(turn)) == {OLD}
    assert {one["status"] for one in turn["citations"]} == {"expired"}
    assert "现在管用的是威海市人民政府《关于户籍管理的实施意见》" in turn["text"]


def test_of_a_time_of_which_nothing_is_held_nothing_is_made_up(say: Say) -> None:
    turn = say("2015年威海的政策租房能落户吗", "renting")
    assert turn["kind"] == "no_answer"
    assert "2015年" in turn["text"]


def test_a_county_with_a_document_of_its_own_is_answered_from_it(say: Say) -> None:
    for place in ("荣成", "荣成市崖头街道"):
        turn = say(f"{place}租房能落户吗", "renting")
        assert set(cited(turn)) == {"371082-rongcheng"}
        assert turn["region"]["code"] == "371082"


def test_where_it_is_silent_the_city_speaks_and_is_named(say: Say) -> None:
    turn = say("荣成夫妻投靠怎么落户", "joining")
    assert set(cited(turn)) == {NEW}
    assert turn["region"]["code"] == "371082"
    assert turn["text"].startswith("威海市荣成市自己的文件没有写这一点，市级的文件是这样写的")


def test_where_city_and_county_are_silent_the_province_speaks(say: Say) -> None:
    for place in ("威海", "荣成"):
        turn = say(f"{place}收养的孩子怎么落户")
        assert set(cited(turn)) == {"370000-shandong"}
        assert "省级的文件" in turn["text"]


def test_a_place_without_a_document_hears_what_the_province_says(say: Say) -> None:
    turn = say("烟台租房能落户吗", "renting")
    assert set(cited(turn)) == {"370000-shandong"}
    assert turn["text"].startswith("我手里没有烟台市自己的户籍文件")
    assert say("西安租房能落户吗", "renting")["kind"] == "unsupported_region"


def test_a_matter_of_another_office_is_not_looked_for_above(say: Say) -> None:
    assert not cited(say("威海社保卡丢了怎么补办"))


def test_other_places_are_answered_as_before(say: Say) -> None:
    assert set(cited(say("赤峰租房能落户吗", "renting"))) == {"150400-chifeng"}


def test_no_verdict_rests_on_what_is_only_proposed(serving: Serving) -> None:
    assert not serving.services.eligibility.pathways("371082")
    assert not serving.services.eligibility.pathways("371000")
    assert serving.services.eligibility.pathways("150400")


def test_before_its_day_the_successor_does_not_answer(serving: Serving) -> None:
    editions = serving.services.editions
    assert editions is not None
    then = editions.on(date(2026, 10, 20))
    assert [one.folder for one in then.corpus.by_region("371000")] == [OLD]
    assert then.eligibility.pathways("371000")


def test_a_document_that_would_end_itself_is_not_published(config: Settings) -> None:
    folder = store(config).drafts / NEW
    path = folder / "document.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace(f"document: {OLD}", f"document: {NEW}"), "utf-8")
    try:
        with pytest.raises(BrokenError, match="it would end itself"):
            publish(config, Change((folder,)), nothing_said)
    finally:
        path.write_text(text, "utf-8")


def test_the_publication_before_comes_back_as_it_was(config: Settings, serving: Serving) -> None:
    kept = store(config)
    now, before = kept.current(), kept.before()
    assert roll_back(config, None, nothing_said).id == before
    assert serving.look()
    services = serving.services
    assert "371082" not in services.regions
    assert [one.folder for one in services.corpus.by_region("371000")] == [OLD]
    roll_back(config, now, nothing_said)
    assert serving.look()
    assert "371082" in serving.services.regions


def test_questions_are_tried_beside_a_publication_that_there_is(
    config: Settings, serving: Serving
) -> None:
    kept = store(config)
    named, before = kept.current(), kept.before()
    assert named
    assert before
    assert serving.published()[0] == named
    other = compared_with(serving, before)
    assert other
    assert "371082" not in other.regions
    assert compared_with(serving, "") is None
    told = f"没有版本号是“{named[:-1]}”的版本.*{named}"
    with pytest.raises(RefusedError, match=told) as refused:
        compared_with(serving, named[:-1])
    assert refused.value.is_absence


def test_a_publication_that_is_damaged_is_not_tried(config: Settings, serving: Serving) -> None:
    damaged = store(config).folder / "damaged"
    damaged.mkdir()
    (damaged / "publication.json").write_text("{}", "utf-8")
    with pytest.raises(RefusedError, match="文件不完整"):
        compared_with(serving, "damaged")


def test_questions_of_like_documents_are_borrowed_and_kept(config: Settings) -> None:
    kept = store(config)
    made = kept.publication(str(kept.current()))
    asked = yaml.safe_load((made.corpus_dir / NEW / "questions.yml").read_text("utf-8"))
    assert any("租" in question for question in asked["一/(一)"])
    assert not any("赤峰" in text for texts in asked.values() for text in texts)
    again = publish(config, Change(drafts(config)), nothing_said)
    assert again.id == made.id


def test_nothing_learnt_is_made_anew_by_publishing(config: Settings, serving: Serving) -> None:
    from luohu.artefacts import artefacts
    from luohu.manifest import Manifest

    assert serving.publication
    made = artefacts(replace(config))
    manifest = Manifest(config.var_dir)
    assert manifest.reasons((*made.of_actions, *made.of_bot)) == []
