"""What the office is told of a consolidated text, clause by clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from actions.corpus import Document
from actions.publishing.amending.consolidating import Consolidated, Text
from actions.publishing.amending.tracing import ClauseChange
from actions.publishing.amending.writing import Written
from actions.publishing.differing import marked
from actions.publishing.wording import listed, words
from actions.turns.quoting import item_in_words, title_within
from actions.turns.wording import wording

_KINDS = ("changed", "added", "moved", "gone", "unread")
_QUOTES = 3


def told_of(
    base: Text, act: Document, made: Consolidated, written: Written, since: date
) -> list[str]:
    """What came of an act: each clause with the item that did it, and what is left."""
    say = words().say
    groups = {kind: [one for one in written.changes if one.what == kind] for kind in _KINDS}
    changed = sum(len(groups[kind]) for kind in ("changed", "added", "moved"))
    counts = {kind: len(group) for kind, group in groups.items()}
    lines = [
        say("amending.head", base=base.document.title, act=title_within(act.title), since=since),
        say("amending.counts", same=len(written.document.clauses) - changed, **counts),
    ]
    heads = words().mapping("amending.heads")
    for kind, group in groups.items():
        if group:
            lines += ["", heads[kind], *map(_line, group)]
    if made.left:
        lines += ["", say("amending.left_head"), *left_lines(made)]
    lines += _notes(made)
    lines += ["", *_next(written)]
    return lines


def left_lines(made: Consolidated) -> list[str]:
    """What of an act is not in the text, and why."""
    say = words().say
    return [
        say(
            "amending.left",
            item=item_name(one.sentence.item) if one.sentence.item else "",
            text=_as_said(one.sentence.text),
            why=say(f"amending.why.{one.why}", about=one.about),
        )
        for one in made.left
    ]


def item_name(item: Sequence[str]) -> str:
    """How an item of an act is called: 第二项(一), or 第二条 where the act has articles."""
    return item_in_words("/".join(item), wording()) or words().say("amending.whole")


def _line(change: ClauseChange) -> str:
    say = words().say
    by = say("amending.by", items=listed(map(item_name, change.items or ((),))))
    old, new = change.old, change.new
    if change.what == "moved" and old and new:
        return say("amending.moved", old=old.id, new=new.id, by=by)
    if old and new:
        arrow = say("diff.arrow", new_id=new.id) if old.id != new.id else ""
        before, after = old.quote, new.quote
        if before == after:
            # What it stands under was changed.
            before, after = (f"{one.heading} > {one.quote}" for one in (old, new))
        text = "".join(marked(before, after))
        return say("amending.changed", id=old.id, arrow=arrow, text=text, by=by)
    clause = new or old
    return say(f"amending.{change.what}", id=clause.id, text=clause.quote, by=by) if clause else ""


def _notes(made: Consolidated) -> Iterator[str]:
    if made.notes:
        yield ""
        yield words().say("amending.notes_head")
    for name, values in made.notes:
        yield "- " + words().say(f"amending.note.{name}", **values)


def _next(written: Written) -> Iterator[str]:
    say = words().say
    yield say(
        "amending.written",
        folder=written.folder.name,
        clauses=len(written.document.clauses),
        place=written.folder,
    )
    if written.expires:
        yield say("amending.expires", expires=written.expires)
    if written.rules:
        yield say("amending.rules_kept")
    if written.broken:
        quotes = listed(written.broken[:_QUOTES])
        yield say("amending.rules_broken", count=len(written.broken), quotes=quotes)


def _as_said(text: str) -> str:
    """A sentence with a sign for what it quotes."""
    return "".join(words().say("diff.skipped") if "\ue000" <= s <= "\uefff" else s for s in text)
