"""A consolidated document as a folder among the others, with what was known of the text before."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from actions.consolidated.reader import CONSOLIDATED_FILE, read_consolidation
from actions.corpus import Document
from actions.corpus.reader import read_document
from actions.eligibility.loader import PATHWAYS_FILE
from actions.eligibility.plain import PLAIN_FILE
from actions.publishing.amending.consolidating import Consolidated, Text
from actions.publishing.amending.entries import entries_of
from actions.publishing.amending.tracing import ClauseChange, clause_changes
from actions.publishing.blocks import Block, Origin, ReadFile
from actions.publishing.report import read_document as read_blocks
from actions.publishing.wording import refuse, words
from actions.turns.quoting import title_within
from luohu.text import compact

FORMER_RULES = "pathways.former.yml"


@dataclass(frozen=True)
class Written:
    """A consolidated document in its folder.

    Attributes:
        changes: clause by clause what is other.
        rules: the rules of the text before were taken over.
        broken: their quotes that stand no longer, for which they were not.
        expires: the last day of validity, where the act changed it.
    """

    folder: Path
    document: Document
    changes: tuple[ClauseChange, ...]
    rules: bool
    broken: tuple[str, ...]
    expires: date | None


def text_of(folder: Path) -> Text:
    """A document as its folder holds it, with what is known of its making."""
    consolidation = read_consolidation(folder)
    document = read_document(folder)
    if consolidation is None:
        return Text(document)
    return Text(document, consolidation.pieces, {one["id"]: one for one in consolidation.clauses})


def write(
    base: Text, base_folder: Path, act: Document, made: Consolidated, since: date, target: Path
) -> Written:
    """Write the folder of a consolidated document; all of it appears at once or nothing does.

    Raises:
        Refusal: the folder exists.
    """
    if target.exists():
        raise refuse("exists", folder=target.name)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".adding-") as place:
        folder = Path(place) / target.name
        folder.mkdir()
        content = made.received.encode("utf-8")
        (folder / "received.txt").write_bytes(content)
        entries = _document(base, base_folder, act, made, since)
        entries["sha256"] = hashlib.sha256(content).hexdigest()
        expires = _new_expiry(base.document.received, made.received)
        if expires:
            entries["expires_on"] = expires
            entries["not_stated"] = [one for one in entries["not_stated"] if one != "expires_on"]
        (folder / "document.yml").write_text(_dump(entries), encoding="utf-8")
        document = read_document(folder)
        changes = clause_changes(base, made, document)
        (folder / CONSOLIDATED_FILE).write_text(
            words().say("amending.file")
            + _dump(_consolidated(base, act, made, since, changes, document), short=True),
            encoding="utf-8",
        )
        quotes, broken = _take_over(base_folder, folder, document, changes)
        folder.rename(target)
    rules = bool(quotes) and not broken
    return Written(target, document, tuple(changes), rules, tuple(broken), expires)


def _document(
    base: Text, base_folder: Path, act: Document, made: Consolidated, since: date
) -> dict[str, Any]:
    """What ``document.yml`` states: what that of the base does, and how the text came about."""
    before = yaml.safe_load((base_folder / "document.yml").read_text("utf-8"))
    kept = ("title", "issuer", "doc_number", "region", "issued", "effective_from", "expires_on")
    note = words().say(
        "amending.note_of_relation", act=title_within(act.title), number=act.doc_number or ""
    )
    implements = [one for one in before.get("relations") or () if one.get("kind") == "implements"]
    earliest = base.document.effective_from or base.document.issued or act.issued or since
    relations = [
        {
            "kind": "replaces",
            "document": base.document.folder,
            "note": note,
            "since": since,
            "confirmed": False,
        },
        {
            # Its items speak through the text, whatever the day.
            "kind": "replaces",
            "document": act.folder,
            "clauses": list(made.merged),
            "note": note,
            "since": min(earliest, since),
            "confirmed": False,
        },
    ]
    entries = {
        **{name: before.get(name) for name in kept},
        "status": "current",
        "not_stated": list(before.get("not_stated") or ()),
        "confirmed": False,
        "sha256": "",
        "relations": [*(relations if made.merged else relations[:1]), *implements],
    }
    if before.get("proof_read") is False:
        entries["proof_read"] = False
    return entries


def _consolidated(
    base: Text,
    act: Document,
    made: Consolidated,
    since: date,
    changes: Sequence[ClauseChange],
    document: Document,
) -> dict[str, Any]:
    return {
        "base": base.document.folder,
        "act": act.folder,
        "since": since,
        "clauses": entries_of(base, changes, document, act.folder, since),
        "gone": [
            {"id": one.old.id, "items": [list(item) for item in one.items]}
            for one in changes
            if one.old and one.what == "gone"
        ],
        "left": [
            {
                "item": list(one.sentence.item),
                "text": act.received[one.sentence.start : one.sentence.end],
                "why": words().say(f"amending.why.{one.why}", about=one.about),
                "settled": False,
            }
            for one in made.left
        ],
        "pieces": [
            [one.document, one.start, one.end] if one.document else [one.text]
            for one in made.pieces
        ],
    }


def _take_over(
    base_folder: Path, folder: Path, document: Document, changes: Sequence[ClauseChange]
) -> tuple[list[str], list[str]]:
    """Take the rules over where all their quotes stand, and the plain lines whose quotes do.

    Returns:
        The quotes of the rules, and those that stand no longer.
    """
    rules = base_folder / PATHWAYS_FILE
    text = rules.read_text("utf-8") if rules.exists() else ""
    quotes = list(dict.fromkeys(_quotes(yaml.safe_load(text) or {})))
    broken = [
        quote
        for quote in quotes
        if not any(compact(quote) in clause.quote for clause in document.clauses)
    ]
    kept = text if text and not broken else words().say("rules")
    (folder / PATHWAYS_FILE).write_text(kept, encoding="utf-8")
    if broken:
        (folder / FORMER_RULES).write_text(text, encoding="utf-8")
    plain = base_folder / PLAIN_FILE
    if plain.exists():
        lines = _plain(yaml.safe_load(plain.read_text("utf-8")) or {}, document, changes)
        if lines:
            (folder / PLAIN_FILE).write_text(_dump(lines), encoding="utf-8")
    return quotes, broken


def _plain(
    entries: Mapping[str, list[dict[str, Any]]],
    document: Document,
    changes: Sequence[ClauseChange],
) -> dict[str, list[dict[str, Any]]]:
    """The plain lines of clauses whose words are as they were, under the ids that they have now."""
    other = {change.old.id: change for change in changes if change.old}
    quotes = {clause.id: clause.quote for clause in document.clauses}
    found: dict[str, list[dict[str, Any]]] = {}
    for name, lines in entries.items():
        change = other.get(name)
        if change and change.what != "moved":
            continue
        now = change.new.id if change and change.new else name
        if kept := [one for one in lines if compact(one["quote"]) in quotes.get(now, "")]:
            found[now] = kept
    return found


def _quotes(node: object) -> Iterator[str]:
    """The quotes of rules, wherever they stand."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key in ("quote", "quotes"):
                yield from [value] if isinstance(value, str) else value or ()
            else:
                yield from _quotes(value)
    elif isinstance(node, list):
        for value in node:
            yield from _quotes(value)


def _new_expiry(before: str, after: str) -> date | None:
    """The last day of validity that a text states, where the one before states another."""
    old, new = _expiry(before), _expiry(after)
    return new if new and new != old else None


def _expiry(received: str) -> date | None:
    blocks = tuple(
        Block("paragraph", line, Origin(paragraph=number))
        for number, line in enumerate(received.splitlines(), 1)
        if line.strip()
    )
    file = ReadFile("received.txt", "", "txt", blocks)
    found = read_blocks(file).identity.expires
    return date.fromisoformat(found.value) if found and found.value else None


class _Plain(yaml.SafeDumper):
    """Writes a day that stands in several places in each of them."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _dump(entries: Mapping[str, Any], *, short: bool = False) -> str:
    """Entries as YAML; ``short`` puts the innermost on a line each."""
    return yaml.dump(
        dict(entries),
        Dumper=_Plain,
        allow_unicode=True,
        sort_keys=False,
        width=1000,
        default_flow_style=None if short else False,
    )
