"""Containers that would do harm are turned away before they are unpacked."""

from __future__ import annotations

import io
import zipfile

import pytest

from actions.publishing.blocks import Refusal
from actions.publishing.limits import limits
from actions.publishing.reading.archive import open_archive
from tests.actions.publishing.reading.making import zipped


def refusal(data: bytes, read: str | None = None) -> Refusal:
    with pytest.raises(Refusal) as refused:
        archive = open_archive(data)
        if read:
            archive.read(read)
    return refused.value


def test_a_part_that_unpacks_to_far_more_than_it_is_packed_is_a_bomb() -> None:
    size = (limits().archive_ratio_from_kilobytes << 10) * 2
    assert refusal(zipped({"a.xml": b"\0" * size})).kind == "bomb"


def test_more_parts_than_any_document_has_are_a_bomb() -> None:
    count = limits().archive_entries + 1
    assert refusal(zipped({f"{number}.xml": b"" for number in range(count)})).kind == "bomb"


def test_a_part_whose_name_leads_out_of_the_folder_is_refused() -> None:
    for name in ("../../etc/passwd", "/etc/passwd", "..\\..\\windows\\x", "C:\\x"):
        assert refusal(zipped({name: b"x"})).kind == "hostile"


def test_a_container_that_was_cut_off_is_broken() -> None:
    whole = zipped({"a.xml": b"<a/>"})
    assert refusal(whole[: len(whole) // 2]).kind == "broken"


def test_a_part_whose_bytes_were_changed_is_broken() -> None:
    data = bytearray(zipped({"a.xml": b"<a>" + bytes(range(48, 90)) * 5 + b"</a>"}))
    data[45] ^= 0xFF
    assert refusal(bytes(data), read="a.xml").kind == "broken"


def test_a_container_with_a_password_is_refused_as_such() -> None:
    data = bytearray(zipped({"a.xml": b"<a/>"}))
    data[6] |= 1
    central = data.rindex(b"PK\x01\x02")
    data[central + 8] |= 1
    assert refusal(bytes(data)).kind == "password"


def test_a_part_that_declares_entities_is_refused_in_any_encoding() -> None:
    text = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    for data in (text.encode(), text.encode("utf-16")):
        assert refusal(zipped({"a.xml": data}), read="a.xml").kind == "hostile"


def test_a_part_that_is_not_there_is_none() -> None:
    assert open_archive(zipped({"a.xml": b"<a/>"})).read("b.xml") is None


def test_a_part_is_given_as_it_was_packed() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.xml", "<a>甲</a>")
    assert open_archive(stream.getvalue()).read("a.xml") == "<a>甲</a>".encode()
