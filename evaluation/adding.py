"""New items, divided at random into the open and the held-out part."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import yaml

from evaluation.items import SPLITS, Split
from evaluation.reading import QUESTIONS, read_file

OPEN_SHARE = 0.6
SEED = "luohu"


def add_items(source: Path, name: str, root: Path = QUESTIONS) -> dict[Split, int]:
    """Divide the items of ``source`` and append them to ``open/name`` and ``held_out/name``.

    The order is drawn from each id, so the same file is always divided alike, and each group
    of the file is divided by itself.

    Raises:
        EvaluationError: ``source`` or the file to append to breaks the schema.
    """
    entries = read_file(source)
    groups: dict[str, list[dict[str, Any]]] = {}
    for item in sorted(entries["items"], key=lambda item: _draw(item["id"])):
        groups.setdefault(item.get("group", ""), []).append(item)
    parts: dict[Split, list[dict[str, Any]]] = {"open": [], "held_out": []}
    for items in groups.values():
        cut = round(len(items) * OPEN_SHARE)
        parts["open"] += items[:cut]
        parts["held_out"] += items[cut:]
    head = {key: value for key, value in entries.items() if key != "items"}
    for split in SPLITS:
        _append(root / split / name, head, parts[split])
    return {split: len(items) for split, items in parts.items()}


def _draw(item_id: str) -> str:
    return hashlib.sha256(f"{SEED}:{item_id}".encode()).hexdigest()


def _append(path: Path, head: dict[str, Any], items: list[dict[str, Any]]) -> None:
    before = read_file(path)["items"] if path.exists() else []
    merged = sorted([*before, *items], key=lambda item: str(item["id"]))
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump({**head, "items": merged}, allow_unicode=True, sort_keys=False, width=100)
    path.write_text(text, encoding="utf-8")
    read_file(path)
