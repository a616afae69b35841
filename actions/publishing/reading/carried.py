"""What a reader hands back, as JSON between two processes: data only, whatever was read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from actions.publishing.blocks import Block, Format, Origin, Refusal, Warned
from actions.publishing.reading.content import Content


def pack(format_: Format, content: Content) -> bytes:
    """Content on its way to the process that asked for it."""
    return _bytes({"format": format_, "content": asdict(content)})


def pack_refusal(refusal: Refusal) -> bytes:
    """A refusal on its way to the process that asked."""
    return _bytes({"refusal": asdict(refusal)})


def unpack(data: bytes) -> tuple[Format, Content]:
    """What was packed.

    Raises:
        Refusal: where one was packed.
    """
    given = json.loads(data)
    if "refusal" in given:
        raise Refusal(**given["refusal"])
    return given["format"], content_of(given["content"])


def content_of(given: Mapping[str, Any]) -> Content:
    """Content from the fields of its JSON."""
    return Content(
        blocks=tuple(_block(one) for one in given["blocks"]),
        warnings=tuple(
            Warned(one["kind"], one["text"], _origin(one["origin"])) for one in given["warnings"]
        ),
        proof_read=given["proof_read"],
    )


def _bytes(value: object) -> bytes:
    # Lone surrogates, which some files hold, have no form in UTF-8.
    return json.dumps(value, ensure_ascii=True).encode("ascii")


def _block(given: Mapping[str, Any]) -> Block:
    return Block(
        kind=given["kind"],
        text=given["text"],
        origin=Origin(**given["origin"]),
        cells=tuple(given["cells"]),
        head=tuple(given["head"]),
        bold=given["bold"],
        continued=tuple((offset, Origin(**origin)) for offset, origin in given["continued"]),
    )


def _origin(given: Mapping[str, Any] | None) -> Origin | None:
    return None if given is None else Origin(**given)
