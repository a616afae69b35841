"""The command line: reading, taking in, comparing; a refusal says what, why and what to do."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
import yaml

from actions.corpus import load_corpus
from actions.publishing import __main__ as command
from actions.publishing.blocks import ReadFile, Refusal
from actions.publishing.folding import folded
from luohu.settings import ROOT
from tests.actions.publishing.made_up import blocks_of

TEXT = """\
莱西市人民政府关于落户的实施意见
西政发〔2021〕12号
各镇人民政府：
为方便群众，现提出以下意见：
一、落户条件
（一）按租房途径落户。租房满一年的人员，可以落户。
（二）按投靠途径落户。夫妻可以投靠。
二、工作要求
公安机关不得推诿拖延。
本意见自2021年3月1日起施行，有效期至2026年2月28日。
莱西市人民政府
2021年2月10日
"""


@pytest.fixture
def received(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A received file, read by a reader that knows plain text only."""

    def read(path: Path) -> ReadFile:
        content = path.read_bytes()
        if content.startswith(b"%"):
            raise Refusal("broken", "文件已损坏。请重新下载后再交。")
        digest = hashlib.sha256(content).hexdigest()
        return ReadFile(path.name, digest, "txt", blocks_of(content.decode("utf-8")))

    monkeypatch.setattr(command, "read_file", read)
    path = tmp_path / "received" / "意见.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


def test_a_file_is_reported_on(received: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["read", str(received)]) == 0
    printed = capsys.readouterr()
    assert "西政发〔2021〕12号" in printed.out
    assert printed.err == ""


def test_the_report_is_json_where_asked(received: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["read", str(received), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["identity"]["issued"]["value"] == "2021-02-10"


def test_a_refused_file_prints_its_refusal_and_nothing_else(
    received: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    received.write_bytes(b"%%")
    for arguments in (["read"], ["read", "--json"]):
        assert command.main([*arguments, str(received)]) == 1
        printed = capsys.readouterr()
        assert printed.out == "文件已损坏。请重新下载后再交。\n"
        assert printed.err == ""


def test_a_folder_of_files_is_read_file_by_file(
    received: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (received.parent / "坏.txt").write_bytes(b"%%")
    (received.parent / "又.txt").write_text(TEXT, encoding="utf-8")
    assert command.main(["read", str(received.parent)]) == 1
    printed = capsys.readouterr().out
    assert printed.count("文件识别报告") == 2
    assert "坏.txt：没有读。文件已损坏。" in printed
    assert command.main(["read", str(received.parent), "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert [("refused" in entry) for entry in data].count(True) == 1


@pytest.mark.parametrize("name", ["没有.txt", "空"])
def test_a_missing_file_or_an_empty_folder_is_named(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "空").mkdir()
    assert command.main(["read", str(tmp_path / name)]) == 1
    assert name in capsys.readouterr().out


def test_a_slow_file_is_announced_beside_the_report(
    received: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    received.write_text(TEXT + "\n" * 300_000, encoding="utf-8")
    assert command.main(["read", str(received), "--json"]) == 0
    printed = capsys.readouterr()
    assert "意见.txt" in printed.err
    json.loads(printed.out)


def test_a_file_taken_in_loads_like_the_others(
    received: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["add", str(received), "--folder", "370285-laixi", "--corpus", str(corpus)]
    assert command.main(arguments) == 0
    assert "370285-laixi" in capsys.readouterr().out
    document = load_corpus(corpus).documents["370285-laixi"]
    assert document.title == "关于落户的实施意见"
    assert document.issuer == "莱西市人民政府"
    assert document.doc_number == "西政发〔2021〕12号"
    assert document.region == "370285"
    assert document.expires_on is not None
    assert document.not_stated == ()
    assert [clause.id for clause in document.clauses] == [
        "前言",
        "一/(一)",
        "一/(二)",
        "二/p1",
        "附则",
    ]


def test_the_original_is_kept_byte_for_byte_with_its_hash(received: Path, corpus: Path) -> None:
    command.main(["add", str(received), "--folder", "370285-laixi", "--corpus", str(corpus)])
    folder = corpus / "370285-laixi"
    entries = yaml.safe_load((folder / "document.yml").read_text(encoding="utf-8"))
    original = (folder / entries["original"]).read_bytes()
    assert original == received.read_bytes()
    assert hashlib.sha256(original).hexdigest() == entries["original_sha256"]
    assert entries["confirmed"] is False
    region = yaml.safe_load((folder / "region.yml").read_text(encoding="utf-8"))
    assert region["name"] == "莱西市"
    assert region["province"] == {"code": "370000", "name": "山东省"}
    assert region["prefecture"] == {"code": "370200", "name": "青岛市"}


def test_nothing_is_overwritten_and_nothing_is_left_behind(
    received: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["add", str(received), "--folder", "370285-laixi", "--corpus", str(corpus)]
    command.main(arguments)
    before = {path: path.read_bytes() for path in corpus.rglob("*") if path.is_file()}
    assert command.main(arguments) == 1
    assert "已经有了" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in corpus.rglob("*") if path.is_file()} == before
    assert [path.name for path in corpus.iterdir()] == ["370285-laixi"]


@pytest.mark.parametrize("folder", ["laixi", "370285", "370285-莱西", "../370285-laixi"])
def test_a_misnamed_folder_is_refused(
    folder: str, received: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["add", str(received), "--folder", folder, "--corpus", str(corpus)]) == 1
    assert "代码" in capsys.readouterr().out
    assert list(corpus.iterdir()) == []


def test_what_was_not_recognised_must_be_told(
    received: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    received.write_text("入户办法\n第一条 甲。\n第二条 乙。\n", encoding="utf-8")
    arguments = ["add", str(received), "--folder", "370285-laixi", "--corpus", str(corpus)]
    assert command.main(arguments) == 1
    assert "--issuer" in capsys.readouterr().out
    assert list(corpus.iterdir()) == []
    assert command.main([*arguments, "--issuer", "莱西市公安局"]) == 0
    document = load_corpus(corpus).documents["370285-laixi"]
    assert document.issuer == "莱西市公安局"
    assert document.not_stated == ("issued", "effective_from", "expires_on", "doc_number")


def test_an_unknown_code_is_taken_in_without_a_region(
    received: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["add", str(received), "--folder", "999999-nowhere", "--corpus", str(corpus)]
    assert command.main(arguments) == 0
    assert "region.yml" in capsys.readouterr().out
    assert not (corpus / "999999-nowhere" / "region.yml").exists()


def test_a_folder_of_another_place_is_pointed_out(
    received: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["add", str(received), "--folder", "370202-shinan", "--corpus", str(corpus)]
    assert command.main(arguments) == 0
    assert "370285" in capsys.readouterr().out


def test_what_cells_of_a_table_number_is_no_label_of_the_document(
    received: Path, corpus: Path
) -> None:
    rows = "|指标|说明|\n|学历|1.大专50分 2.本科60分|\n"
    received.write_text(TEXT.replace("二、工作要求\n", rows + "二、工作要求\n"), encoding="utf-8")
    command.main(["add", str(received), "--folder", "370285-laixi", "--corpus", str(corpus)])
    text = (corpus / "370285-laixi" / "received.txt").read_text(encoding="utf-8")
    assert "学历\t1.大专50分 2.本科60分\n" in text


def test_two_editions_are_compared(received: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = received.with_name("新.txt")
    other.write_text(TEXT.replace("满一年", "满半年"), encoding="utf-8")
    assert command.main(["diff", str(received), str(other)]) == 0
    assert "【删：一】【增：半】" in capsys.readouterr().out


def test_a_file_is_read_by_the_readers_of_this_installation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "意见.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert command.main(["read", str(path), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert "一/(二)" in [part["id"] for part in data["parts"]]
    assert data["characters"]["all"] == data["characters"]["covered"]


@pytest.mark.parametrize(
    "folder",
    ["150400-chifeng", "330211-zhenhai", "370306-zhoucun", "370983-feicheng", "371000-weihai"],
)
def test_the_documents_prepared_by_hand_are_read_as_they_are(folder: str) -> None:
    """The clauses of the corpus stand under the same labels here; paragraphs count otherwise."""
    from actions.publishing.structuring import read_structure

    document = load_corpus(ROOT / "policy_corpus").documents[folder]
    lines = document.received.replace("**", "").replace("[bookmark: _GoBack]", "").splitlines()
    text = "\n".join(line.strip().lstrip("#").strip() for line in lines)
    structure = read_structure(blocks_of(text))
    assert structure.covered == structure.characters
    own = {part.id: folded(part.text) for part in structure.parts}
    labelled = [c for c in document.clauses if c.kind == "provision" and "/p" not in c.id]
    found = [c for c in labelled if c.id in own and folded(c.quote)[:6] in own[c.id]]
    assert len(found) >= 0.9 * len(labelled)


def test_several_files_of_a_place_go_where_somebody_says(
    received: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = received.parent / "通知.txt"
    other.write_text(TEXT.replace("莱西市人民政府", "某办公室"), encoding="utf-8")
    files = [str(received), str(other)]
    assert command.main(["add", *files, "--region", "青岛市莱西市", "--corpus", str(corpus)]) == 0
    assert sorted(path.name for path in corpus.iterdir()) == [
        "370285-laixi",
        "370285-laixi-2021",
    ]
    assert (corpus / "370285-laixi" / "region.yml").exists()
    assert not (corpus / "370285-laixi-2021" / "region.yml").exists()
    assert "已收入" in capsys.readouterr().out


def test_a_place_that_nobody_knows_takes_nothing_in(
    received: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["add", str(received), "--region", "桃源", "--corpus", str(corpus)]) == 1
    assert "“桃源”" in capsys.readouterr().out
    assert not list(corpus.iterdir())


def test_residents_of_a_municipality_ask_of_it_and_of_its_districts(corpus: Path) -> None:
    path = corpus.parent / "上海.txt"
    path.write_text(TEXT.replace("莱西市人民政府", "上海市人民政府"), encoding="utf-8")
    assert command.main(["add", str(path), "--corpus", str(corpus)]) == 0
    region = yaml.safe_load((corpus / "310000-shanghai" / "region.yml").read_text("utf-8"))
    assert (region["name"], region["prefecture"]) == ("上海市", None)
    assert "浦东新区" in [child["name"] for child in region["children"]]


def test_a_province_has_documents_and_no_residents_of_its_own(corpus: Path) -> None:
    path = corpus.parent / "山东.txt"
    path.write_text(TEXT.replace("莱西市人民政府", "山东省人民政府"), encoding="utf-8")
    assert command.main(["add", str(path), "--corpus", str(corpus)]) == 0
    assert not (corpus / "370000-shandong" / "region.yml").exists()


def test_whoever_takes_a_file_in_hears_what_to_look_at(
    received: Path, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    received.write_text(TEXT.replace("（二）", "（三）"), encoding="utf-8")
    assert command.main(["add", str(received), "--corpus", str(corpus)]) == 0
    assert "编号从“(一)”跳到“(三)”" in capsys.readouterr().out
