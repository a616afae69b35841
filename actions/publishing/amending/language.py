"""How amending acts say what they change, kept as data beside this module."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

import yaml

Kind = Literal["replace", "words", "cut_words", "delete", "add_words", "add", "renumber", "order"]
Pattern = re.Pattern[str]

FIRST_QUOTATION, LAST_QUOTATION = "\ue000", "\uefff"
"""The signs that stand for the quotations of a sentence, in order."""

_QUOTATION = f"[{FIRST_QUOTATION}-{LAST_QUOTATION}]"


@dataclass(frozen=True)
class Rule:
    """A way to say a change."""

    kind: Kind
    says: Pattern


@dataclass(frozen=True)
class Language:
    """The entries of ``language.yml``, compiled."""

    rules: tuple[Rule, ...]
    step: Pattern
    number: Pattern
    between: Pattern
    through: Pattern
    same: Pattern
    joint: Pattern
    signal: Pattern
    scope: Pattern
    item: Pattern
    plain: tuple[Pattern, ...]
    order_said: Pattern
    grounds: Pattern
    turns_to: Pattern
    named: Pattern
    own_day: Pattern
    label: Pattern
    cited: Pattern


@lru_cache(maxsize=1)
def language() -> Language:
    """The language of this installation."""
    path = Path(__file__).with_suffix(".yml")
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    step = entries["step"].replace("{number}", entries["number"])
    ref = f"(?:{entries['same']})?(?:{step})(?:的?(?:{step}))*|{entries['same']}"
    refs = f"(?:{ref})(?:(?:{entries['between']}|{entries['through']})(?:{ref}))*"
    parts = {
        "number": entries["number"],
        "lead": entries["lead"],
        "content": entries["content"],
        "become": entries["become"],
        "add": entries["add"],
        "words": entries["words"],
        "many": entries["many"],
        "ref": f"(?:{ref})",
        "refs": refs,
        "qs": f"{_QUOTATION}(?:[、和及]?{_QUOTATION})*",
        "q": _QUOTATION,
    }

    def filled(text: str) -> Pattern:
        for name, value in parts.items():
            text = text.replace(f"{{{name}}}", value)
        return re.compile(text)

    names = ("between", "through", "same", "joint", "signal", "order_said", "turns_to", "named")
    return Language(
        rules=tuple(
            Rule(cast(Kind, rule["kind"]), filled(rule["says"])) for rule in entries["rules"]
        ),
        step=re.compile(step),
        number=re.compile(entries["number"]),
        plain=tuple(map(re.compile, entries["plain"])),
        scope=filled(entries["scope"]),
        item=filled(entries["item"]),
        grounds=filled(entries["grounds"]),
        own_day=filled(entries["own_day"]),
        label=re.compile(entries["label"]),
        cited=re.compile(entries["cited"]),
        **{name: filled(entries[name]) for name in names},
    )
