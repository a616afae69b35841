"""What the Rasa server says or writes by itself; each module's words stand in a file beside it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


def word(name: str) -> str:
    """The text under ``name`` of what every channel says.

    Raises:
        KeyError: there is none.
    """
    return str(words_beside(__file__)[name])


@cache
def words_beside(module: str) -> dict[str, Any]:
    """The words of a module, from the YAML file of its name.

    Args:
        module: the module's ``__file__``.
    """
    return dict(yaml.safe_load(Path(module).with_suffix(".yml").read_text(encoding="utf-8")))
