"""The bodies of requests to the desk, checked before anything is done with them."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from actions.refused import RefusedError
from luohu.settings import ROOT

JSON = dict[str, Any]

_NAME = {"type": ["string", "null"]}
_SESSION: JSON = {
    "type": ["object", "null"],
    "properties": {
        **dict.fromkeys(("region", "outside", "topic", "judged", "checking", "asked_fact"), _NAME),
        "facts": {
            "type": "object",
            "additionalProperties": {"type": ["boolean", "integer", "string"]},
        },
        "unknown": {"type": "array", "items": {"type": "string"}},
        "question": {
            "type": ["object", "null"],
            "required": ["text"],
            "additionalProperties": False,
            "properties": {
                "text": {"type": "string"},
                "subjects": {"type": "object", "additionalProperties": {"type": "number"}},
            },
        },
        "waiting": {"type": "boolean"},
        "misses": {"type": "integer", "minimum": 0},
    },
}


def suggestion_body(body: bytes) -> JSON:
    """``text``, ``turn`` and ``session``.

    Raises:
        RefusedError: not JSON of that form.
    """
    return _read(body, _suggestion())


def compare_body(body: bytes) -> JSON:
    """``session`` and ``regions``.

    Raises:
        RefusedError: not JSON of that form.
    """
    return _read(body, _validator({"regions": {"type": "array", "items": {"type": "string"}}}))


def facts_body(body: bytes) -> JSON:
    """``session`` and ``facts``.

    Raises:
        RefusedError: not JSON of that form.
    """
    return _read(body, _validator({"facts": {"type": "object"}}))


@lru_cache(maxsize=1)
def _suggestion() -> Draft202012Validator:
    schema = (ROOT / "contract" / "turn.schema.json").read_text(encoding="utf-8")
    turn: JSON = json.loads(schema)
    shared = {"$defs": turn.pop("$defs")}
    del turn["$id"]
    return _validator({"text": {"type": "string"}, "turn": turn}, shared)


def _validator(parts: JSON, shared: JSON | None = None) -> Draft202012Validator:
    properties = {"session": _SESSION, **parts}
    schema = {"type": "object", "required": list(properties), "properties": properties}
    return Draft202012Validator(schema | (shared or {}))


def _read(body: bytes, validator: Draft202012Validator) -> JSON:
    try:
        content = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RefusedError("wrong_body", problem="JSON") from error
    fault = best_match(validator.iter_errors(content))
    if fault is not None:
        # Only where it is wrong: what is wrong may hold what somebody said.
        raise RefusedError("wrong_body", problem=fault.json_path)
    read: JSON = content
    return read
