"""What ``consolidated.yml`` says of clauses: where each comes from, and what it was before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from actions.corpus import Document
from actions.publishing.amending.consolidating import Entry, Text
from actions.publishing.amending.tracing import ClauseChange


def entries_of(
    base: Text, changes: Iterable[ClauseChange], document: Document, act: str, since: date
) -> list[Entry]:
    """What ``consolidated.yml`` says of the clauses, those of earlier acts among them."""
    by_clause = {change.new.id: change for change in changes if change.new}
    entries = []
    for clause in document.clauses:
        change = by_clause.get(clause.id)
        before = change.old.id if change and change.old else clause.id
        known = base.clauses.get(before) if not change or change.old else None
        if change:
            entries.append(_entry(clause.id, change, known, act, since))
        elif known:
            entries.append(known)
    return entries


def _entry(clause: str, change: ClauseChange, known: Entry | None, act: str, since: date) -> Entry:
    entry: Entry = {
        "id": clause,
        "change": change.what,
        "base": change.old.id if change.old else None,
        "former": [],
        "amendments": [],
        **(known or {}),
    }
    entry["id"] = clause
    if known and change.what == "moved":
        entry["change"] = known["change"]
    elif known and known["change"] == "added":
        entry["change"] = "added"
    else:
        entry["change"] = change.what
    if change.old and change.old.id != clause:
        entry["former"] = [*entry["former"], {"id": change.old.id, "until": since, "by": act}]
    if change.what != "moved":
        items = change.items or ((),)
        made = [{"document": act, "item": list(item), "since": since} for item in items]
        entry["amendments"] = [*entry["amendments"], *made]
    return entry
