"""Whatever is told of a received file has words for it."""

from __future__ import annotations

import ast

import pytest
import yaml

from luohu.settings import ROOT

FOLDER = ROOT / "actions" / "publishing"


def said() -> list[tuple[str, str]]:
    """Where something is told or refused, and under which name its words stand."""
    found = []
    for path in sorted(FOLDER.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            first = node.args[0]
            roots = {"say": "", "refuse": "refused.", "warn": "warned."}
            if called in roots and isinstance(first, ast.Constant):
                name = f"{roots[called]}{first.value}"
                found.append((str(path.relative_to(FOLDER)), name))
    return found


@pytest.mark.parametrize(("where", "name"), sorted(set(said())))
def test_what_is_told_has_words(where: str, name: str) -> None:
    words = yaml.safe_load((FOLDER / "wording.yml").read_text("utf-8"))
    for step in name.split("."):
        assert step in words, f"{where} says {name}, for which there are no words"
        words = words[step]
