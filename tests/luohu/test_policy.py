"""Whoever tunes the bot finds every number that decides in one file, and the file is checked."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from luohu.policy import FILE, numbers, policy, read_policy, trying, with_number
from luohu.settings import ROOT

DECIDING = (
    "actions/building",
    "actions/conversation",
    "actions/retrieval",
    "actions/understanding",
    "luohu",
)

# What a thing is, not how something is decided.
GIVEN = {
    "_FORMAT": "version of a stored file",
    "_LONGEST": "stretch of time that people tell",
    "_LONGEST_LIFE": "years",
    "_ADULT": "years, by law",
    "SHORTEST_SECRET": "bytes",
    "_LONGEST_WORD": "of the dictionary",
    "LONGEST_WORDS": "of a name",
    "LONGEST_BODY": "of a name",
    "STEM_LENGTHS": "of a name",
    "_SHORTEST_NAME": "of a name",
    "_LONGEST_NAME": "of a name",
    "_LONGEST_ENDING": "of a name",
    "SHORTEST_PINYIN": "of a name",
    "_AGAIN": "tries of a drawing",
    "WINDOW": "of a name and what is beside it",
    "ENCODING_WEIGHT": "of a stored file",
}
# What words for lengths of time mean.
MEANINGS = ("spans.py", "durations.py")
TO_DIVIDE_BY = 1e-6


def entries() -> dict[str, Any]:
    parsed: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    return parsed


def test_the_file_keeps_to_its_schema() -> None:
    schema = json.loads(FILE.with_name("policy.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(entries())


def test_a_likelihood_above_one_is_refused() -> None:
    schema = json.loads(FILE.with_name("policy.schema.json").read_text("utf-8"))
    wrong = entries()
    wrong["scope"]["if_sure"] = 1.2
    assert not jsonschema.Draft202012Validator(schema).is_valid(wrong)


def test_a_number_that_is_missing_or_that_nothing_reads_is_named() -> None:
    missing, further = entries(), entries()
    del missing["scope"]["if_sure"]
    further["scope"]["if_sures"] = 1
    for wrong in (missing, further):
        with pytest.raises(ValueError, match="if_sure"):
            read_policy(wrong)


def test_another_number_holds_only_while_it_is_tried() -> None:
    before = policy().search.clear
    with trying(with_number(policy(), "search.clear", before + 1)):
        assert policy().search.clear == before + 1
    assert policy().search.clear == before


def test_a_number_that_is_not_there_cannot_be_changed() -> None:
    with pytest.raises(KeyError):
        with_number(policy(), "search.clearer", 1.0)


def test_every_number_has_a_reader() -> None:
    code = "\n".join(path.read_text("utf-8") for path in python_files())
    unread = [name for name in numbers(policy()) if f".{name.partition('.')[2]}" not in code]
    assert not unread


def test_no_number_that_decides_is_left_in_code() -> None:
    left = [f"{path.relative_to(ROOT)}: {what}" for path in python_files() for what in found(path)]
    assert not left


def python_files() -> Iterator[Path]:
    for folder in DECIDING:
        yield from (path for path in (ROOT / folder).rglob("*.py") if path.name != "policy.py")


def found(path: Path) -> Iterator[str]:
    """Constants that are numbers, and fractions anywhere, as far as they are not given."""
    tree = ast.parse(path.read_text("utf-8"))
    assigned = [one for one in tree.body if isinstance(one, ast.Assign)]
    known = {id(node) for one in assigned if is_given(one) for node in ast.walk(one)}
    for one in assigned:
        values = one.value.elts if isinstance(one.value, ast.Tuple) else [one.value]
        numeric = all(isinstance(v, ast.Constant) and is_number(v.value) for v in values)
        if numeric and not is_given(one):
            yield ast.unparse(one.targets[0])
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, float):
            continue
        fraction = node.value > TO_DIVIDE_BY and node.value != 1.0
        if fraction and id(node) not in known and path.name not in MEANINGS:
            yield f"{node.value} in line {node.lineno}"


def is_given(assignment: ast.Assign) -> bool:
    names = {one.id for one in ast.walk(assignment.targets[0]) if isinstance(one, ast.Name)}
    return names <= GIVEN.keys()


def is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value not in (0, 1)
