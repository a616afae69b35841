"""The bodies of requests to the desk, checked before anything is done with them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry

from actions.refused import RefusedError
from luohu.settings import ROOT

JSON = dict[str, Any]


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


def trial_body(body: bytes) -> JSON:
    """``tries``, each as NLU understood it, and ``other``: the id of a publication, or null.

    Raises:
        RefusedError: not JSON of that form.
    """
    return _read(body, _trial())


@lru_cache(maxsize=1)
def _trial() -> Draft202012Validator:
    understood = {
        "text": {"type": "string"},
        "intent": {"type": ["string", "null"]},
        "confidence": {"type": "number"},
        "ranking": {"type": "object", "additionalProperties": {"type": "number"}},
        "region": {"type": ["string", "null"]},
    }
    one = {"type": "object", "required": list(understood), "properties": understood}
    properties = {
        "tries": {"type": "array", "items": one},
        "other": {"type": ["string", "null"]},
    }
    schema = {"type": "object", "required": list(properties), "properties": properties}
    return Draft202012Validator(schema)


@lru_cache(maxsize=1)
def _suggestion() -> Draft202012Validator:
    return _validator({"text": {"type": "string"}, "turn": {"$ref": "turn.schema.json"}})


def _validator(parts: JSON) -> Draft202012Validator:
    session = {"anyOf": [{"type": "null"}, {"$ref": "session.schema.json"}]}
    properties = {"session": session, **parts}
    schema = {"type": "object", "required": list(properties), "properties": properties}
    return Draft202012Validator(schema, registry=_contract())


@lru_cache(maxsize=1)
def _contract() -> Registry[bool | Mapping[str, Any]]:
    """The schemas of ``contract/`` by the names that they have there."""
    files = (ROOT / "contract").glob("*.schema.json")
    schemas = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in files}
    return Registry().with_contents(schemas.items())


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
