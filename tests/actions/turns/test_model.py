"""A turn is what the contract says, with all its parts and without them."""

from __future__ import annotations

import json
from datetime import date
from typing import get_args

import pytest

from actions.corpus import Corpus
from actions.turns.citations import cite_all
from actions.turns.model import (
    Answered,
    Kind,
    Notice,
    NoticeKind,
    Option,
    Outcome,
    Part,
    PartKind,
    Question,
    RegionRef,
    Role,
    Turn,
)
from tests.actions.conftest import Contract

DAY = date(2026, 11, 22)


@pytest.mark.parametrize("kind", get_args(Kind))
def test_a_bare_turn_of_every_kind_conforms(contract: Contract, kind: Kind) -> None:
    turn = Turn(kind, (Part("conclusion", "好的。"),)).as_dict()
    contract.validate(turn)
    assert not {"question", "eligibility", "answers"} & turn.keys()


def test_the_text_is_what_the_parts_say_one_after_the_other(contract: Contract) -> None:
    parts = tuple(Part(kind, f"{kind}。", (0,)) for kind in get_args(PartKind))
    turn = Turn("answer", parts).as_dict()
    contract.validate(turn)
    assert turn["text"].split("\n") == [part["text"] for part in turn["parts"]]


@pytest.mark.parametrize("folder", ["371000-weihai", "330211-zhenhai", "150400-chifeng"])
def test_a_full_turn_conforms_and_survives_json(
    contract: Contract, corpus: Corpus, folder: str
) -> None:
    document = corpus.documents[folder]
    turn = Turn(
        "question",
        (Part("conclusion", "能。", (0, 1)), Part("question", "备案了吗？")),
        RegionRef(document.region, "某地"),
        "renting",
        cite_all(corpus, document.clauses, DAY),
        tuple(Notice(kind, "注意") for kind in get_args(NoticeKind)),
        (Option("有", "有"),),
        Question("lease_registered", "备案了吗？", "因为文件写着。"),
        {
            "pathway": "renting",
            "verdict": "undetermined",
            "conditions": [],
            "materials": [],
            "apply_at": None,
            "companions": [],
            "missing_facts": [],
            "alternatives": [],
            "earliest_date": None,
            "earliest_is_sure": None,
        },
        tuple(Answered("租房呢", outcome, citations=(0,)) for outcome in get_args(Outcome)),
    ).as_dict()
    contract.validate(turn)
    assert json.loads(json.dumps(turn, ensure_ascii=False)) == turn


def test_an_empty_text_does_not_conform(contract: Contract) -> None:
    assert not contract.is_valid(Turn("answer", (Part("conclusion", ""),)).as_dict())


def test_the_kinds_of_the_code_are_those_of_the_contract(contract: Contract) -> None:
    assert isinstance(contract.schema, dict)
    properties = contract.schema["properties"]
    assert set(get_args(Kind)) == set(properties["kind"]["enum"])
    notices = contract.schema["$defs"]["notice"]["properties"]["kind"]["enum"]
    assert set(get_args(NoticeKind)) == set(notices)
    for name, field, kinds in (
        ("part", "kind", PartKind),
        ("citation", "role", Role),
        ("answered", "outcome", Outcome),
    ):
        listed = contract.schema["$defs"][name]["properties"][field]["enum"]
        assert set(get_args(kinds)) == set(listed)
