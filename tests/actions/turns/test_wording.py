"""Whatever the code says has words, and all the words can be said."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.turns.wording import Wording, wording
from luohu.settings import ROOT

FILE = ROOT / "actions" / "turns" / "wording.yml"
ENTRIES: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
PLACE = re.compile(r"{(\w+)}")
# Public numbers that are the same everywhere.
SHORT_NUMBERS = {
    *(
        "110",
        "119",
        "120",
        "12329",
        "12333",
        "12338",
        "12345",
        "12348",
        "12356",
        "12366",
        "12367",
        "12393",
    )
}
READERS = {"say", "listed", "mapping", "_say"}


def calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else None
            name = node.func.id if isinstance(node.func, ast.Name) else name
            if name in READERS:
                yield node


def used_names() -> list[tuple[str, str, frozenset[str], bool]]:
    """Where, name, the places that are given, and whether all of them are visible."""
    found = []
    for path in sorted((ROOT / "actions").rglob("*.py")):
        # What offices are told has words of its own.
        for call in calls(path) if "publishing" not in path.parts else ():
            given = frozenset(word.arg for word in call.keywords if word.arg)
            open_ended = any(word.arg is None for word in call.keywords)
            for argument in call.args:
                for node in ast.walk(argument):
                    if isinstance(node, ast.Constant) and isinstance(node.value, str):
                        where = f"{path.relative_to(ROOT)}:{node.lineno}"
                        found.append((where, node.value, given, not open_ended))
    return found


def look_up(name: str) -> Any:  # noqa: ANN401
    entry: Any = ENTRIES
    for step in name.split("."):
        assert isinstance(entry, dict), name
        assert step in entry, f"wording.yml has no {name}"
        entry = entry[step]
    return entry


def dotted_literals() -> set[str]:
    """Every string of the code that looks like a name of the wording."""
    roots = "|".join(map(re.escape, ENTRIES))
    looks = re.compile(rf"^(?:{roots})\.[a-z_]+(?:\.[a-z_]+)*$")
    return {
        node.value
        for path in (ROOT / "actions").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and looks.match(node.value)
    }


def leaves(entry: Any, path: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401
    if isinstance(entry, dict):
        for key, value in entry.items():
            yield from leaves(value, f"{path}.{key}".strip("."))
    elif isinstance(entry, list):
        for number, value in enumerate(entry):
            yield from leaves(value, f"{path}.{number}")
    else:
        yield path, entry


def test_the_walk_finds_what_is_said() -> None:
    assert len(used_names()) > 30


@pytest.mark.parametrize(
    ("where", "name", "given", "complete"),
    [one for one in used_names() if "." in one[1] or one[1] in ENTRIES],
)
def test_what_is_said_has_words_and_gets_all_that_they_need(
    where: str, name: str, given: frozenset[str], complete: bool
) -> None:
    if name.endswith("."):
        assert look_up(name[:-1]), where
        return
    entry = look_up(name)
    if isinstance(entry, str) and complete:
        assert set(PLACE.findall(entry)) <= given, where


@pytest.mark.parametrize("name", sorted(dotted_literals()))
def test_a_name_kept_in_a_table_has_words_too(name: str) -> None:
    assert look_up(name)


@pytest.mark.parametrize(
    "name",
    [
        *(f"notice.{status}" for status in ("expired", "not_yet_effective", "undated")),
        *(f"validity.{status}" for status in ("expired", "not_yet_effective", "undated")),
        *(f"eligibility.{verdict}" for verdict in ("eligible", "ineligible")),
        *(f"eligibility.{state}" for state in ("met", "unmet", "unknown")),
    ],
)
def test_names_made_of_a_status_have_words(name: str) -> None:
    assert look_up(name)


@pytest.mark.parametrize(("name", "text"), list(leaves(ENTRIES)))
def test_every_sentence_is_whole(name: str, text: object) -> None:
    assert isinstance(text, str), name
    assert text.strip(), name
    assert "{}" not in text
    assert text.count("{") == text.count("}") == len(PLACE.findall(text))


@pytest.mark.parametrize(("name", "text"), list(leaves(ENTRIES)))
def test_the_wording_names_no_region_and_no_rule(name: str, text: str) -> None:
    assert not re.search("威海|周村|肥城|赤峰|镇海", text), name
    assert not re.search(r"\d+(?:元|个?工作日|%)", text), name
    numbers = set(re.findall(r"\d{3,}", text))
    assert numbers <= {"2000"} | SHORT_NUMBERS, name


def test_every_relation_of_the_rules_has_a_name() -> None:
    names = wording().mapping("relations")
    for path in (ROOT / "policy_corpus").glob("*/pathways.yml"):
        for pathway in yaml.safe_load(path.read_text("utf-8"))["pathways"].values():
            assert set(pathway.get("companions", {}).get("relations", {})) <= set(names), path


def test_a_missing_sentence_or_place_is_an_error_not_a_gap() -> None:
    words = Wording({"a": {"b": "{place}的规定"}})
    with pytest.raises(KeyError):
        words.say("a.c")
    with pytest.raises(KeyError):
        words.say("a.b")
    assert words.say("a.b", place="这里") == "这里的规定"


def test_a_date_is_written_as_people_write_it() -> None:
    assert wording().date(date(2026, 10, 5)) == "2026年10月5日"
    assert wording().date(None) == ""
