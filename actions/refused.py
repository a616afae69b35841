"""A request to the action server's own routes that cannot be met, in words for people."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import yaml

from actions.turns.wording import Wording


class RefusedError(ValueError):
    """Nothing there by that name, or a request that cannot be read; says what is allowed.

    Attributes:
        code: what is wrong, for programs: a name of ``refused.yml``.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(words().say(code, **values))
        self.code = code

    @property
    def is_absence(self) -> bool:
        """Whether the thing asked for is not there, rather than the request being wrong."""
        return self.code in ("no_region", "no_document", "no_publication", "nothing_published")


def listed(names: Iterable[str]) -> str:
    """What is allowed, in one phrase."""
    return words().say("between").join(names)


@lru_cache(maxsize=1)
def words() -> Wording:
    """The sentences of ``refused.yml``."""
    text = Path(__file__).with_name("refused.yml").read_text(encoding="utf-8")
    return Wording(yaml.safe_load(text))
