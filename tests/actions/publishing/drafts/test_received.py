"""What was read of a file is kept with each character's place, and read again without the file."""

from __future__ import annotations

import pytest

from actions.publishing.blocks import Refusal
from actions.publishing.drafts.received import reading_of, receive
from tests.actions.publishing.drafts.making import LAIXI, TEXT, draft_of

TWO = """\
莱西市人民政府关于租房落户的规定
第一条 租房的人员可以落户。
第二条 本规定自2026年3月1日起施行。
莱西市人民政府关于投靠落户的规定
第一条 夫妻可以投靠落户。
第二条 本规定自2026年4月1日起施行。
"""


def test_a_document_says_what_it_is() -> None:
    form = draft_of()["form"]
    assert (form["title"], form["issuer"]) == ("关于落户的实施意见", "莱西市人民政府")
    assert (form["number"], form["effective"]) == ("西政发〔2026〕1号", "2026-03-01")
    assert form["region"] == LAIXI


def test_each_clause_has_its_place_in_the_original() -> None:
    (one,) = receive(TEXT.encode(), "意见.txt", LAIXI, [])
    blocks = one.kept["content"]["blocks"]
    clause = next(part for part in one.shown["clauses"] if part["id"] == "一/(一)")
    stood = "".join(blocks[block]["text"][start:end] for block, start, end in clause["stretches"])
    assert stood == clause["label"] + clause["text"]


def test_what_was_kept_is_read_into_the_same_clauses() -> None:
    (one,) = receive(TEXT.encode(), "意见.txt", LAIXI, [])
    again = reading_of(draft_of()["kept"])
    assert [part.id for part in again.structure.parts] == [
        part["id"] for part in one.shown["clauses"]
    ]


def test_each_document_of_a_file_stands_by_itself() -> None:
    found = receive(TWO.encode(), "规定.txt", LAIXI, [])
    assert [one.form["title"] for one in found] == ["关于租房落户的规定", "关于投靠落户的规定"]
    assert [one.form["effective"] for one in found] == ["2026-03-01", "2026-04-01"]


def test_a_file_that_is_not_taken_is_refused() -> None:
    with pytest.raises(Refusal, match="是空的"):
        receive(b"", "意见.txt", LAIXI, [])
    with pytest.raises(Refusal, match="已损坏"):
        receive(b"PK\x03\x04 and then nothing", "意见.docx", LAIXI, [])
