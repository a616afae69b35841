"""What the office is told of a received file, kept as data beside this module."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import yaml

from actions.publishing.blocks import Origin, Refusal, Warned
from actions.turns.wording import Wording


def refuse(kind: str, **values: object) -> Refusal:
    """The refusal ``kind`` of ``wording.yml``, for the caller to raise."""
    details = {name: str(value) for name, value in values.items()}
    return Refusal(kind, words().say(f"refused.{kind}", **values), details)


def warn(kind: str, origin: Origin | None = None, **values: object) -> Warned:
    """The warning ``kind`` of ``wording.yml``."""
    return Warned(kind, words().say(f"warned.{kind}", **values), origin)


def listed(names: Iterable[object]) -> str:
    """Several names in one phrase."""
    return words().say("between").join(map(str, names))


@lru_cache(maxsize=1)
def words() -> Wording:
    """The sentences of ``wording.yml``."""
    text = Path(__file__).with_name("wording.yml").read_text(encoding="utf-8")
    return Wording(yaml.safe_load(text))
