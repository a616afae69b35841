"""XML of unknown senders."""

from __future__ import annotations

import pytest

from actions.publishing.blocks import Refusal
from actions.publishing.reading.xml import parse_xml


def kind(data: bytes) -> str:
    with pytest.raises(Refusal) as refused:
        parse_xml(data)
    return refused.value.kind


def test_an_entity_of_a_file_is_not_read() -> None:
    assert kind(b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hosts">]><a>&b;</a>') == "hostile"


def test_entities_that_grow_are_not_unfolded() -> None:
    entities = "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};">' for n in range(1, 30))
    assert kind(f'<!DOCTYPE a [<!ENTITY e0 "x">{entities}]><a>&e29;</a>'.encode()) == "hostile"


def test_a_tree_that_is_too_deep_is_refused() -> None:
    assert kind(b"<a>" * 100_000 + b"</a>" * 100_000) == "hostile"


def test_what_is_no_xml_is_broken() -> None:
    assert kind(b"<a><b></a>") == "broken"
