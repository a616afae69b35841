"""What the action server answers and logs where a request fails outside of its own handlers."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from typing import Any

from sanic.exceptions import SanicException
from sanic.handlers import ErrorHandler
from sanic.request import Request
from sanic.response import HTTPResponse

from actions.converse import TurnError
from actions.publishing.blocks import Refusal
from actions.refused import RefusedError, words
from luohu.failing import kind_and_place

logger = logging.getLogger(__name__)

_FAILED = 500


class Failures(ErrorHandler):
    """Answers every failure without what was asked: Rasa's SDK logs and returns both.

    A request that fits no route is the sender's mistake, and no failure of the server.
    """

    def default(self, _request: Request, exception: Exception) -> HTTPResponse:
        """The answer to a failure, which is logged by kind and place alone."""
        status = exception.status_code if isinstance(exception, SanicException) else _FAILED
        if status >= _FAILED:
            told = str(exception) if isinstance(exception, TurnError) else kind_and_place(exception)
            logger.error("request failed: %s", told)
        code = "failed" if status >= _FAILED else "bad_request"
        return failure(status, code, words().say("failed"))


def failure(status: int, code: str, message: str) -> HTTPResponse:
    """A failure in the form that channels read."""
    return answer({"error": {"code": code, "message": message}}, status)


def answer(body: Mapping[str, Any], status: int = 200) -> HTTPResponse:
    """A body as JSON; half a character that somebody sent is no failure."""
    content = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    return HTTPResponse(content, status=status, content_type="application/json")


async def answered(work: Callable[[], Mapping[str, Any]]) -> HTTPResponse:
    """What ``work`` gives, made in a thread so that nobody's conversation waits for it."""
    try:
        return answer(await asyncio.to_thread(work))
    except RefusedError as error:
        return failure(404 if error.is_absence else 422, error.code, str(error))
    except Refusal as refusal:
        return failure(422, refusal.kind, refusal.text)
    except Exception as error:  # its text, and the address, may hold what a person said
        logger.error("request failed: %s", kind_and_place(error))
        return failure(500, "failed", words().say("failed"))
