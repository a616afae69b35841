"""Requests that cannot be met, in words for people; they stand in ``refusals.yml``."""

from __future__ import annotations

import math
from typing import Any

from bot.words import words_beside


class RefusedError(Exception):
    """A request that cannot be met.

    Attributes:
        status: HTTP status.
        code: what is wrong, for programs: a name of ``refusals.yml``.
        message: what is wrong and what to do, for people.
        wait: seconds after which it is worth another try, or None.
    """

    def __init__(self, status: int, code: str, wait: float | None = None, **values: object) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.wait = None if wait is None else max(1, math.ceil(wait))
        self.message = words_beside(__file__)[code].format(wait=self.wait, **values)

    def as_dict(self) -> dict[str, Any]:
        """What programs get."""
        waiting = {} if self.wait is None else {"retry_after": self.wait}
        return {"code": self.code, "message": self.message, **waiting}
