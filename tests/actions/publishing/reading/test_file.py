"""A file handed over by its path; whatever it holds, an answer comes back."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from actions.publishing.blocks import ReadFile, Refusal
from actions.publishing.limits import limits
from actions.publishing.reading import read_file
from tests.actions.publishing.reading.making import Word, texts, zipped


def received(folder: Path, name: str, data: bytes) -> ReadFile:
    path = folder / name
    path.write_bytes(data)
    return read_file(path)


def refused(folder: Path, name: str, data: bytes) -> Refusal:
    with pytest.raises(Refusal) as error:
        received(folder, name, data)
    return error.value


def test_a_file_comes_back_with_its_name_format_and_fingerprint(tmp_path: Path) -> None:
    word = Word()
    word.paragraph("第一条 甲。")
    data = word.bytes()
    read = received(tmp_path, "办法.doc", data)
    assert (read.name, read.format, read.proof_read) == ("办法.doc", "docx", True)
    assert read.sha256 == hashlib.sha256(data).hexdigest()
    assert texts(read.blocks) == ["第一条 甲。"]


def test_blocks_come_back_from_the_other_process_as_they_were(tmp_path: Path) -> None:
    row = "<tr><td>本科</td><td>80</td></tr>"
    page = f"<table><tr><th>指标</th><th>分值</th></tr>{row}</table><p><b>粗</b></p>"
    read = received(tmp_path, "a.html", page.encode())
    assert read.blocks[1].cells == ("本科", "80")
    assert read.blocks[1].head == ("指标", "分值")
    assert read.blocks[2].bold


def test_a_file_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as error:
        read_file(tmp_path / "没有.docx")
    assert error.value.kind == "missing"
    assert "没有.docx" in str(error.value)


def test_an_empty_file_is_told_of(tmp_path: Path) -> None:
    assert refused(tmp_path, "a.docx", b"").kind == "empty"


def test_a_file_of_half_a_gigabyte_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as stream:
        stream.truncate(500 << 20)
    with pytest.raises(Refusal) as error:
        read_file(path)
    assert error.value.kind == "too_large"


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    bomb = zipped(
        {"word/document.xml": b"\0" * ((limits().archive_ratio_from_kilobytes << 10) * 2)}
    )
    assert refused(tmp_path, "a.docx", bomb).kind == "bomb"


def test_a_page_that_holds_no_text_is_refused(tmp_path: Path) -> None:
    assert (
        refused(tmp_path, "a.html", b"<html><body><img src=a.png></body></html>").kind == "no_text"
    )


def test_rows_left_open_at_the_left_are_told_of(tmp_path: Path) -> None:
    page = (
        "<table><tr><th>类别</th><th>指标</th></tr><tr><td>学历</td><td>本科</td></tr>"
        "<tr><td></td><td>大专</td></tr></table>"
    )
    read = received(tmp_path, "a.html", page.encode())
    assert [one.kind for one in read.warnings] == ["empty_cells"]


def test_look_alike_characters_of_any_format_are_ordinary_in_the_end(tmp_path: Path) -> None:
    assert texts(received(tmp_path, "a.txt", "⼾⼝登记".encode()).blocks) == ["户口登记"]
