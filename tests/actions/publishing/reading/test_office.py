"""Older formats, with LibreOffice and without."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from actions.publishing.blocks import Refusal
from actions.publishing.reading.office import read_doc
from actions.publishing.reading.rtf import read_rtf
from tests.actions.publishing.reading.making import Word, texts

RTF = (
    rb"{\rtf1\ansi\ansicpg936{\fonttbl\f0\fnil\fcharset134 SimSun;}\f0 "
    rb"\'b5\'da\'d2\'bb\'cc\'f5 \u20026?\'a1\'a3\par \'b5\'da\'b6\'fe\'cc\'f5\par}"
)


@pytest.fixture
def no_office(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


def an_office(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Something that is called like LibreOffice and does what a script says."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_a_doc_says_how_to_save_it_where_nothing_converts_it(no_office: None) -> None:
    with pytest.raises(Refusal) as refused:
        read_doc(b"")
    assert refused.value.kind == "needs_office"
    assert "另存为docx" in refused.value.text


def test_a_doc_is_read_as_what_it_was_converted_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    word = Word()
    word.paragraph("第一条 甲。")
    (tmp_path / "made.docx").write_bytes(word.bytes())
    script = (
        'while [ "$1" != "--outdir" ]; do shift; done; mkdir -p "$2"\n'
        f'cp "{tmp_path}/made.docx" "$2/received.docx"'
    )
    an_office(tmp_path, monkeypatch, script)
    assert texts(read_doc(b"\xd0\xcf").blocks) == ["第一条 甲。"]


def test_a_conversion_that_makes_nothing_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_office(tmp_path, monkeypatch, "exit 1")
    with pytest.raises(Refusal) as refused:
        read_doc(b"\xd0\xcf")
    assert refused.value.kind == "conversion"


def test_an_rtf_gives_its_text_even_where_nothing_converts_it(no_office: None) -> None:
    content = read_rtf(RTF)
    assert texts(content.blocks) == ["第一条 丁。".replace("丁", chr(20026)), "第二条"]
    assert [one.kind for one in content.warnings] == ["undecorated"]
