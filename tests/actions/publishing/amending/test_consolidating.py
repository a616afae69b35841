"""A document and its amending acts put together from the command line, one after another."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
import yaml

from actions.consolidated import with_editions
from actions.consolidated.checking import check_consolidated
from actions.consolidated.model import Edition
from actions.consolidated.reader import read_consolidation
from actions.corpus import load_corpus
from actions.corpus.families import as_of
from actions.publishing import __main__ as command
from actions.publishing.relations import Relation
from actions.publishing.shelving import known_documents, same_document
from tests.actions.publishing.amending.made_up import (
    ACT,
    BASE,
    OPINION,
    RULES,
    act_of,
    made,
    made_act,
)

FIRST = act_of(
    "将第三条第一款中的“五年”修改为“三年”。",
    "删去第六条。",
    "对条文顺序作相应调整。",
)
SECOND = act_of(
    "将第三条第一款中的“三年”修改为“一年”。",
    "第六条中的“市公安局”修改为“市公安机关”。",
)
ONCE, TWICE, LATER = "999901-qinghe-2023-2", "999901-qinghe-2024", "999901-qinghe-act-2024"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """The rules and an act that amends them."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    made(folder / BASE, RULES)
    made_act(folder / ACT, FIRST)
    return folder


@pytest.fixture
def twice(corpus: Path) -> Path:
    """The same, amended, and by a later act once more."""
    assert consolidate(corpus, ACT) == 0
    made_act(corpus / LATER, SECOND, date(2024, 7, 1))
    assert consolidate(corpus, LATER) == 0
    return corpus


def consolidate(corpus: Path, act: str, *further: str) -> int:
    return command.main(["consolidate", BASE, act, "--corpus", str(corpus), *further])


def folders(corpus: Path) -> dict[str, Path]:
    return {path.name: path for path in sorted(corpus.iterdir())}


def confirm(folder: Path) -> None:
    path = folder / "document.yml"
    path.write_text(path.read_text("utf-8").replace("confirmed: false", "confirmed: true"), "utf-8")


def entries(corpus: Path, folder: str) -> dict[str, dict[str, object]]:
    found = read_consolidation(corpus / folder)
    assert found
    return {one["id"]: one for one in found.clauses}


def test_it_is_told_clause_by_clause_which_item_did_what(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert consolidate(corpus, ACT) == 0
    printed = capsys.readouterr().out
    assert "按《关于修改〈青禾市户口迁移办法〉的决定》修改，自2023-05-01起" in printed
    assert (
        "第二章/第三条：在本市租房满【删：五】【增：三】年的人员，可以申请落户。（据第一项）"
        in printed
    )
    assert "第三章/第七条 → 第三章/第六条（文字没有变，据第三项）" in printed
    assert "第二章/第六条：依照第五条提交的材料应当真实。（据第二项）" in printed
    assert ONCE in printed


def test_what_is_left_is_told_with_its_place(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made_act(corpus / LATER, act_of("第五条中的“市公安局”改为“派出所”。", "删去第四十条。"))
    assert consolidate(corpus, LATER) == 0
    printed = capsys.readouterr().out
    assert "- 第二项“删去第四十条”：原文里没有“第四十条”" in printed
    (problem, relation) = check_consolidated(folders(corpus))
    assert "settled: true" in problem
    assert "confirmed: true" in relation


def test_each_changed_clause_has_both_sources_and_its_first_day(corpus: Path) -> None:
    consolidate(corpus, ACT)
    confirm(corpus / ONCE)
    held = with_editions(load_corpus(corpus), corpus)
    document = held.documents[ONCE]
    assert isinstance(document, Edition)
    origin = document.origin("第二章/第三条")
    assert origin and origin.base == "第二章/第三条"
    (amendment,) = origin.amendments
    assert (amendment.document, amendment.item) == (ACT, ("一",))
    assert amendment.since == date(2023, 5, 1)
    assert amendment.doc_number == "青政发〔2023〕5号"
    assert document.origin("第二章/第五条") is None


def test_a_clause_that_moved_remembers_its_label(corpus: Path) -> None:
    consolidate(corpus, ACT)
    confirm(corpus / ONCE)
    document = with_editions(load_corpus(corpus), corpus).documents[ONCE]
    assert isinstance(document, Edition)
    origin = document.origin("第三章/第六条")
    assert origin and origin.former == (("第三章/第七条", date(2023, 5, 1)),)
    assert not origin.other_words


def test_every_character_is_that_of_one_of_the_documents(twice: Path) -> None:
    for folder in (ONCE, TWICE):
        confirm(twice / folder)
    assert check_consolidated(folders(twice)) == []
    for folder in (ONCE, TWICE):
        consolidation = read_consolidation(twice / folder)
        assert consolidation
        # What an earlier act brought is still that act's.
        assert {one.document for one in consolidation.pieces} <= {BASE, ACT, LATER, None}


@pytest.mark.parametrize(("old", "new"), [("满三年", "满二年"), ("户口簿", "身份证")])
def test_a_text_that_somebody_changed_by_hand_is_not_published(
    old: str, new: str, corpus: Path
) -> None:
    consolidate(corpus, ACT)
    confirm(corpus / ONCE)
    received, described = (corpus / ONCE / name for name in ("received.txt", "document.yml"))
    before = received.read_bytes()
    after = before.decode("utf-8").replace(old, new).encode("utf-8")
    received.write_bytes(after)
    sums = [hashlib.sha256(content).hexdigest() for content in (before, after)]
    described.write_text(described.read_text("utf-8").replace(*sums), "utf-8")
    (problem,) = check_consolidated(folders(corpus))
    assert "is not put together of" in problem


def test_words_that_neither_document_prints_are_not_published(corpus: Path) -> None:
    consolidate(corpus, ACT)
    confirm(corpus / ONCE)
    path = corpus / ONCE / "consolidated.yml"
    found = read_consolidation(corpus / ONCE)
    assert found
    (word,) = [one for one in found.pieces if one.document == ACT and one.end - one.start == 2]
    text = path.read_text("utf-8").replace(f"[{ACT}, {word.start}, {word.end}]", "[三年]")
    path.write_text(text, "utf-8")
    (problem,) = check_consolidated(folders(corpus))
    assert "第二章/第三条 has words that neither document prints" in problem


def test_a_second_act_goes_on_where_the_first_one_ended(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert consolidate(corpus, ACT) == 0
    made_act(corpus / LATER, SECOND, date(2024, 7, 1))
    assert consolidate(corpus, LATER) == 0
    assert f"在“{ONCE}”的基础上并入" in capsys.readouterr().out
    text = (corpus / TWICE / "received.txt").read_text("utf-8")
    assert "租房满一年" in text
    assert "第六条　本办法由市公安机关负责解释。" in text


def test_a_clause_amended_twice_names_both_acts(twice: Path) -> None:
    entry = entries(twice, TWICE)["第二章/第三条"]
    assert [one["document"] for one in entry["amendments"]] == [ACT, LATER]  # type: ignore[attr-defined]
    assert entry["base"] == "第二章/第三条"


def test_a_clause_that_moved_and_is_then_reworded_knows_where_it_stood(twice: Path) -> None:
    entry = entries(twice, TWICE)["第三章/第六条"]
    assert entry["change"] == "changed"
    assert entry["base"] == "第三章/第七条"
    assert [one["id"] for one in entry["former"]] == ["第三章/第七条"]  # type: ignore[attr-defined]
    assert [one["document"] for one in entry["amendments"]] == [LATER]  # type: ignore[attr-defined]


def test_each_day_has_the_text_of_that_day(twice: Path) -> None:
    for folder in (ONCE, TWICE):
        confirm(twice / folder)
    held = load_corpus(twice)
    for day, folder in {
        date(2023, 4, 30): BASE,
        date(2023, 5, 1): ONCE,
        date(2024, 6, 30): ONCE,
        date(2024, 7, 1): TWICE,
    }.items():
        texts = as_of(held, day).documents.keys() - {ACT, LATER}
        assert texts == {folder}


def test_the_items_of_an_act_never_answer_beside_the_text(corpus: Path) -> None:
    consolidate(corpus, ACT)
    confirm(corpus / ONCE)
    held = load_corpus(corpus)
    clauses = {(ACT, clause.id) for clause in held.documents[ACT].clauses}
    for day in (date(2020, 1, 1), date(2025, 1, 1)):
        assert clauses <= as_of(held, day).ended


def test_an_act_that_is_older_than_one_put_in_is_refused(
    twice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made_act(twice / "999901-qinghe-act-2022", SECOND, date(2022, 1, 1))
    capsys.readouterr()
    assert consolidate(twice, "999901-qinghe-act-2022") == 1
    assert "按施行的先后" in capsys.readouterr().out
    assert consolidate(twice, ACT) == 1
    assert "不用再并" in capsys.readouterr().out


def test_an_act_without_a_day_needs_one(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made_act(corpus / LATER, SECOND.replace("三年", "五年"), None)
    assert consolidate(corpus, LATER) == 1
    assert "--since" in capsys.readouterr().out
    assert consolidate(corpus, LATER, "--since", "2024-07-01") == 0
    found = read_consolidation(corpus / TWICE)
    assert found and found.since == date(2024, 7, 1)


@pytest.mark.parametrize(
    ("act", "told"),
    [
        ("各单位要认真做好宣传。", "没有认出"),
        ("将第四十条修改为：“无。”", "一处也没有并进去"),
    ],
)
def test_an_act_that_changes_nothing_leaves_nothing_behind(
    act: str, told: str, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made_act(corpus / LATER, act_of(act))
    before = folders(corpus)
    assert consolidate(corpus, LATER) == 1
    assert told in capsys.readouterr().out
    assert folders(corpus) == before


def test_a_draft_has_a_name_like_all_others(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = folders(corpus)
    for name, told in {"../elsewhere": "文件夹名", BASE: "已经有了"}.items():
        assert consolidate(corpus, ACT, "--folder", name) == 1
        assert told in capsys.readouterr().out
    assert folders(corpus) == before


def test_a_folder_that_is_not_there_is_named(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert consolidate(corpus, "999901-nowhere") == 1
    assert "999901-nowhere" in capsys.readouterr().out


def test_a_longer_validity_is_taken_over(corpus: Path) -> None:
    made_act(corpus / LATER, act_of("第八条中的“2023年12月31日”修改为“2028年12月31日”。"))
    assert consolidate(corpus, LATER) == 0
    stated = yaml.safe_load((corpus / ONCE / "document.yml").read_text("utf-8"))
    assert stated["expires_on"] == date(2028, 12, 31)


NOTICE = """\
白石县人民政府关于修改部分行政规范性文件的决定
白政发〔2024〕2号
各乡镇人民政府，县直各部门：
根据有关规定，县政府决定对《白石县关于户口迁移的意见》（白政发〔2020〕8号）等2件文件予以修改：
一、《白石县关于户口迁移的意见》（白政发〔2020〕8号）
1.将第一部分第（一）项中的“满三年”修改为“满半年”。
2.第一部分增加一项，作为第（四）项：“（四）亲属投靠。父母子女可以相互投靠。”
3.将“施行”修改为“实施”。
二、《白石县居住证实施办法》（白政发〔2019〕1号）
1.将第三条修改为：“第三条　居住满半年的，可以申领居住证。”
本决定自2024年3月1日起施行。
白石县人民政府
2024年2月5日
"""


def test_an_act_on_several_documents_is_put_into_each_of_them_alone(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stated = {"title": "关于户口迁移的意见", "issuer": "白石县人民政府", "region": "999902"}
    made(corpus / "999902-baishi", OPINION, doc_number="白政发〔2020〕8号", **stated)
    act = {"issuer": "白石县人民政府", "region": "999902", "title": "关于修改部分文件的决定"}
    made(corpus / "999902-act", NOTICE, effective_from=date(2024, 3, 1), doc_number=None, **act)
    arguments = ["consolidate", "999902-baishi", "999902-act", "--corpus", str(corpus)]
    assert command.main(arguments) == 0
    printed = capsys.readouterr().out
    text = (corpus / "999902-baishi-2024" / "received.txt").read_text("utf-8")
    item = "（三）人才落户。大专以上学历的人员，可以落户。\n"
    added = "（四）亲属投靠。父母子女可以相互投靠。\n"
    assert text == OPINION.replace("满三年", "满半年").replace(item, item + added)
    assert "（据第一项第1点）" in printed
    assert "- 第一项第3点“将……修改为……”：没有读懂是怎么改" in printed
    assert "居住证" not in printed


def test_words_that_make_no_clause_any_more_are_pointed_out(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = OPINION.replace(
        "租房满三年的人员，可以落户。\n",
        "在县城租房满三年并且办理了备案的人员，可以落户。\n1.合同应当备案。\n",
    )
    stated = {"title": "关于户口迁移的意见", "issuer": "白石县人民政府", "region": "999902"}
    made(corpus / "999902-baishi", base, doc_number="白政发〔2020〕8号", **stated)
    act = act_of("将第一部分第（一）项中的“在县城租房满三年并且办理了备案”修改为“租房”。")
    made_act(corpus / LATER, act.replace("青禾市户口迁移办法", "白石县关于户口迁移的意见"))
    assert command.main(["consolidate", "999902-baishi", LATER, "--corpus", str(corpus)]) == 0
    printed = capsys.readouterr().out
    assert "不能单独引用" in printed
    assert "一/(一)：租房落户。在县城租房满三年" in printed


def test_what_stands_under_changed_words_is_changed_by_them(corpus: Path) -> None:
    act = act_of("将第四条第一款中的“可以申请投靠落户”修改为“可以投靠落户”。")
    made_act(corpus / LATER, act)
    assert consolidate(corpus, LATER) == 0
    changed = entries(corpus, ONCE)
    assert changed.keys() >= {f"第二章/第四条/({n})" for n in "一二三"}
    assert "第二章/第五条" not in changed


def test_who_takes_an_act_in_is_offered_the_consolidated_text(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    received = tmp_path / "决定.txt"
    received.write_text(SECOND, encoding="utf-8")
    assert command.main(["add", str(received), "--folder", LATER, "--corpus", str(corpus)]) == 0
    assert f"consolidate {BASE} {LATER}" in capsys.readouterr().out
    received.write_text(RULES, encoding="utf-8")
    plain = ["add", str(received), "--folder", "999902-baishi", "--corpus", str(corpus)]
    assert command.main([*plain, "--title", "户口迁移办法"]) == 0
    assert "consolidate" not in capsys.readouterr().out


def test_what_relates_to_an_amended_document_relates_to_its_last_text(twice: Path) -> None:
    named = Relation("青禾市户口迁移办法", "青政发〔2019〕3号", "甲", "一")
    assert same_document(named, known_documents(twice), "999901") == TWICE


RULES_OF_IT = """\
pathways:
  renting:
    quotes: [{quote}]
"""


def test_rules_go_on_where_their_words_do(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules = RULES_OF_IT.format(quote="租房应当在市住房局备案。")
    (corpus / BASE / "pathways.yml").write_text(rules, "utf-8")
    assert consolidate(corpus, ACT) == 0
    assert (corpus / ONCE / "pathways.yml").read_text("utf-8") == rules
    assert "已经照抄过来" in capsys.readouterr().out


def test_rules_on_words_that_are_gone_give_no_verdict(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = RULES_OF_IT.format(quote="在本市租房满五年的人员")
    (corpus / BASE / "pathways.yml").write_text(rules, "utf-8")
    assert consolidate(corpus, ACT) == 0
    assert "renting" not in (corpus / ONCE / "pathways.yml").read_text("utf-8")
    assert (corpus / ONCE / "pathways.former.yml").read_text("utf-8") == rules
    assert "在本市租房满五年的人员" in capsys.readouterr().out


def test_plain_lines_of_clauses_that_stayed_come_along(corpus: Path) -> None:
    plain = {
        "第三章/第七条": [{"quote": "由市公安局负责解释", "says": "由公安局解释。"}],
        "第二章/第三条": [{"quote": "可以申请落户", "says": "租五年可以落户。"}],
    }
    (corpus / BASE / "plain.yml").write_text(yaml.safe_dump(plain, allow_unicode=True), "utf-8")
    assert consolidate(corpus, ACT) == 0
    kept = yaml.safe_load((corpus / ONCE / "plain.yml").read_text("utf-8"))
    assert kept == {"第三章/第六条": plain["第三章/第七条"]}
