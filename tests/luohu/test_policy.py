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

DECIDING = ("actions/conversation", "actions/understanding", "actions/retrieval", "luohu")

# Numbers that stand for what a thing is, not for how something is decided.
GIVEN = {
    "_FORMAT": "version of a stored file",
    "_LONGEST": "no stretch of time that people tell is longer",
    "_LONGEST_LIFE": "years",
    "_ADULT": "years, by law",
    "_DAYS": "of the calendar",
    "_MONTHS": "of the calendar",
    "_SENTENCES_OF_AN_AIM": "words that make a sentence one",
}


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
    for change in (lambda e: e["scope"].pop("if_sure"), lambda e: e["scope"].update(if_sures=1)):
        wrong = entries()
        change(wrong)
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
    for node in tree.body:
        if not isinstance(node, ast.Assign):
            continue
        names = {one.id for one in ast.walk(node.targets[0]) if isinstance(one, ast.Name)}
        values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
        if names <= GIVEN.keys():
            continue
        if all(isinstance(v, ast.Constant) and is_number(v.value) for v in values):
            yield ", ".join(sorted(names))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            if node.value not in (0.0, 1.0):
                yield f"{node.value} in line {node.lineno}"


def is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value not in (0, 1)
