"""A draft as the page reads it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.places import region_ref
from bot.records.policy_desk.drafts import Draft
from luohu.clock import CHINA

JSON = dict[str, Any]

_MOMENTS = ("publish_at", "begun_at", "changed_at")


def draft_dict(draft: Draft) -> JSON:
    """A draft with what people said of it."""
    return {**_told(draft), **draft.content}


def line_dict(draft: Draft) -> JSON:
    """A draft as a line of the list."""
    title = draft.content.get("form", {}).get("title", "")
    return {**_told(draft), "title": title}


def reading_dict(reading: Mapping[str, Any]) -> JSON:
    """What was read: the original's blocks beside the clauses that were made of them."""
    blocks = [
        {
            "kind": block["kind"],
            "text": block["text"],
            "page": block["origin"]["page"],
            "cells": block["cells"],
        }
        for block in reading["kept"]["content"]["blocks"]
    ]
    return {**reading["shown"], "blocks": blocks}


def words_on(reading: Mapping[str, Any], page: int, clause: str) -> list[str]:
    """The words of a clause that stand in blocks which begin on a page, or run over onto it."""
    blocks = reading["kept"]["content"]["blocks"]
    clauses = (one for one in reading["shown"]["clauses"] if one["id"] == clause)
    stretches: list[list[int]] = next((one["stretches"] for one in clauses), [])
    return [
        blocks[block]["text"][start:end]
        for block, start, end in stretches
        if page in _pages(blocks[block])
    ]


def _pages(block: Mapping[str, Any]) -> set[int | None]:
    continued = (origin["page"] for _offset, origin in block.get("continued", ()))
    return {block["origin"]["page"], *continued}


def moment(seconds: int) -> str:
    """A moment in China's time."""
    return datetime.fromtimestamp(seconds, CHINA).isoformat(timespec="seconds")


def _told(draft: Draft) -> JSON:
    told = {name: value for name, value in vars(draft).items() if name != "content"}
    times = {name: moment(told[name]) if told[name] else None for name in _MOMENTS}
    place = region_ref(draft.region)
    return {**told, **times, "place": place["name"] if place else ""}
