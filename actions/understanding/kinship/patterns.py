"""Patterns of speech and of moves, made from the parts that ``kinship.yml`` lists."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from actions.understanding.kinship.model import Saying, Trait
from actions.understanding.kinship.signs import ANY, SPEAKER
from luohu.expressions import compiled

_OF_SPEECH = (
    *("link", "couple", "named_after", "role", "said_alone", "calls", "called", "naming"),
    *("plural", "she", "not_diminutive", "by_another"),
)
_OF_MOVES = (
    *("never", "verb_not_verb", "asks", "told"),
    *("lives_there", "from_elsewhere", "to_and_fro", "clause"),
)


def speech_patterns(speech: Mapping[str, Any]) -> dict[str, re.Pattern[str]]:
    """The patterns of what stands beside a relative, by name, from ``speech``."""
    years = {
        name: speech[name]
        .replace("{nearly}", speech["nearly"])
        .replace("{number}", speech["number"])
        for name in ("years_before", "years_after")
    }
    told = "|".join(f"(?:{trait['before']})" for trait in speech["traits"])
    trait = f"(?P<trait>{told}|{years['years_before']}|{speech['count']})"
    filled = f"(?:{trait}|{speech['filler']})"
    owner = f"(?:{speech['owner']}|(?P<home>{speech['at_home']}))"
    unnamed = re.sub(r"\?P<\w+>", "?:", f"(?:{told}|{years['years_before']})")
    made = {
        "before": f"{owner}?{filled}*$",
        "told_between": f"(?P<of>{speech['of']})?(?:{unnamed})+(?:{speech['of']})?",
        "nobody": "|".join(f"(?:{entry})" for entry in speech["nobody"]),
        "anyone": f"(?P<speaker>{speech['speaker']})|(?:{speech['third']})",
        **years,
    }
    plain = {name: speech[name] for name in _OF_SPEECH}
    return {name: compiled(entry) for name, entry in (made | plain).items()}


def traits(speech: Mapping[str, Any]) -> tuple[Trait, ...]:
    """What words beside a relative tell, from ``speech``."""
    return tuple(
        Trait(
            minor=trait.get("minor"),
            married=trait.get("married"),
            before=compiled(trait["before"]),
            after=compiled(trait["after"]),
        )
        for trait in speech["traits"]
    )


def move_patterns(said: Mapping[str, Any]) -> dict[str, re.Pattern[str]]:
    """The patterns of a clause in signs, by name, from ``moves``."""
    entries = {name: said[name] for name in _OF_MOVES}
    # Those who are named last, also several in a row.
    entries["last_group"] = "{P}(?:(?:{and}){P})*(?=[^{any}]*$)"
    return {name: compiled(_filled(entry, said)) for name, entry in entries.items()}


def sayings(said: Mapping[str, Any]) -> tuple[Saying, ...]:
    """The ways of saying that somebody moves, from ``moves``; the first that fits counts."""
    return tuple(
        Saying(
            kind=saying["kind"],
            said=compiled(_filled(saying["said"], said)),
            host=saying.get("host"),
            couple=saying.get("couple", False),
            mutual=saying.get("with", False),
        )
        for saying in said["sayings"]
    )


def _filled(expression: str, said: Mapping[str, Any]) -> str:
    """A pattern with its placeholders filled; see ``moves`` in the table."""
    person = f"[{ANY}]"
    names = ("settle", "place", "along", "elsewhere", "and")
    fills = {f"{{{name}}}": f"(?:{said[name]})" for name in names} | {
        "{L}": f"(?:{person}(?:(?:{said['and']})?{person}){{0,7}})",
        "{P}": person,
        "{S}": SPEAKER,
        "{any}": ANY,
    }
    # Twice, for what is filled in may hold a placeholder itself.
    for name, fill in [*fills.items(), *fills.items()]:
        expression = expression.replace(name, fill)
    return expression
