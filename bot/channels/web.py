"""Requests and answers of the JSON channels: strict in, with security headers out."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Coroutine, Mapping
from functools import wraps
from typing import Any, NoReturn

from sanic import response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.refusals import RefusedError

logger = logging.getLogger(__name__)

Handler = Callable[..., Coroutine[Any, Any, HTTPResponse]]

LARGEST_BODY = 16 * 1024
_MESSAGE_ID = re.compile(r"[A-Za-z0-9._:-]{1,64}")
# Pages load nothing from another address; icons and icon fonts may be written inside a style sheet.
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=()",
}


def guarded(handler: Handler) -> Handler:
    """Let a handler answer every failure with JSON that says what to do, and with the headers."""

    @wraps(handler)
    async def guard(request: Request, *others: Any, **named: Any) -> HTTPResponse:  # noqa: ANN401
        try:
            return await handler(request, *others, **named)
        except RefusedError as refused:
            return refusal(refused)
        except SanicException:
            raise
        except Exception as error:  # the text of an error may hold what a person said
            logger.error("request failed: %s", type(error).__name__)
            return refusal(RefusedError(503, "conversation_away", wait=60))

    return guard


def answer(body: Mapping[str, Any], status: int = 200) -> HTTPResponse:
    """A JSON answer that nobody keeps."""
    headers = {**SECURITY_HEADERS, "Cache-Control": "no-store"}
    return response.json(body, status=status, headers=headers, ensure_ascii=False)


def refusal(refused: RefusedError) -> HTTPResponse:
    """The answer to a request that cannot be met."""
    reply = answer({"error": refused.as_dict()}, refused.status)
    if refused.wait is not None:
        reply.headers["Retry-After"] = str(refused.wait)
    return reply


async def json_body(request: Request, largest: int = LARGEST_BODY) -> dict[str, Any]:
    """The JSON object of a request; its route must be a streaming one.

    Raises:
        RefusedError: it is too long, or no JSON object.
    """
    read = await body_of(request, largest)
    if read is None:
        raise RefusedError(413, "too_large")
    return json_object(read)


async def body_of(request: Request, largest: int) -> bytes | None:
    """The body of a request, None where it is longer; its route must be a streaming one."""
    read = bytearray()
    while request.stream and (part := await request.stream.read()) is not None:
        read += part
        if len(read) > largest:
            return None
    return bytes(read)


def json_object(text: str | bytes) -> dict[str, Any]:
    """A JSON object, without the numbers that JSON does not have.

    Raises:
        RefusedError: it is none.
    """
    try:
        read = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise RefusedError(400, "bad_request") from None
    if not isinstance(read, dict):
        raise RefusedError(400, "bad_request")
    return read


def text_of(body: Mapping[str, Any], name: str, longest: int) -> str:
    """A field that must be a text without controls.

    Raises:
        RefusedError: it is missing, another type, empty, or too long.
    """
    value = body.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= longest or not value.isprintable():
        raise RefusedError(400, "bad_request")
    return value


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def is_message_id(value: object) -> bool:
    """Whether ``value`` may be the id that a client gives its message."""
    return isinstance(value, str) and bool(_MESSAGE_ID.fullmatch(value))


def message_id_of(body: Mapping[str, Any]) -> str:
    """The id that the client gave its message.

    Raises:
        RefusedError: there is none, or one that cannot be.
    """
    if not is_message_id(body.get("id")):
        raise RefusedError(400, "bad_request")
    return str(body["id"])
