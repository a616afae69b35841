"""What about the documents has to be seen to, and by when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from actions.conversation.services import Services
from actions.corpus import Document
from actions.corpus.families import ended_by
from actions.eligibility.evaluate import leaves
from luohu.text import compact

JSON = dict[str, Any]


def deadlines(services: Services, day: date) -> JSON:
    """Documents that lapse, links to acts that are replaced, and rules whose quote stands no more.

    Args:
        services: the documents and their rules.
        day: today.

    Returns:
        ``day``, and ``items`` with the most urgent first. Each has ``kind`` (``lapses``,
        ``lapsed``, ``replaced``, ``quote``), ``region``, ``document``, ``title``, ``on`` and
        ``days`` where there is a day, ``within`` for the narrowest of the periods that it lies in,
        and ``about``: the act, the clause or the quote.
    """
    found = [
        item
        for document in services.corpus.documents.values()
        for item in (
            *_lapse(document, day),
            *_replaced(services, document, day),
            *_quotes(services, document),
        )
    ]
    order = ("lapsed", "quote", "replaced", "lapses")
    found.sort(key=lambda one: (order.index(one["kind"]), one["days"] or 0, one["document"]))
    return {"day": day.isoformat(), "items": found}


def _lapse(document: Document, day: date) -> Iterator[JSON]:
    """The last day of validity, once it is near; the day after it, what is answered has lapsed."""
    ends = [document.expires_on] if document.expires_on else []
    if document.repealed_on:
        ends.append(document.repealed_on - timedelta(days=1))
    if not ends:
        return
    days = (min(ends) - day).days
    if days < 0:
        yield _item("lapsed", document, on=min(ends), days=days, within=0)
    elif within := [period for period in _periods() if days <= period]:
        yield _item("lapses", document, on=min(ends), days=days, within=min(within))


def _replaced(services: Services, document: Document, day: date) -> Iterator[JSON]:
    """Where it rests on an act, or on clauses of one, that another one has ended."""
    # An act that was ended as a whole is not among those that answer.
    held = services.editions.corpus if services.editions else services.corpus
    for link in document.relations:
        other = held.documents.get(link.document)
        if link.kind != "implements" or other is None:
            continue
        by = ended_by(held, other.folder)
        if other.status(day) == "expired" or (by and by[1] and by[1] <= day):
            yield _item("replaced", document, about=other.title)
        for clause in link.clauses:
            if (other.folder, clause) in services.corpus.ended:
                yield _item("replaced", document, about=f"{other.title} {clause}")


def _quotes(services: Services, document: Document) -> Iterator[JSON]:
    """Rules whose words stand no longer in the document, or only in a clause that was ended."""
    ended = {clause for folder, clause in services.corpus.ended if folder == document.folder}
    standing = [clause for clause in document.clauses if clause.id not in ended]
    for name, (folder, pathway) in services.eligibility.pathways(document.region).items():
        if folder != document.folder:
            continue
        quotes = [*pathway.quotes, *(leaf.quote for leaf in leaves(pathway.requires))]
        for quote in dict.fromkeys(quotes):
            wanted = compact(quote)
            if not any(wanted in clause.quote for clause in standing):
                yield _item("quote", document, about=f"{name}: {quote}")


def _item(
    kind: str,
    document: Document,
    about: str = "",
    on: date | None = None,
    days: int | None = None,
    within: int | None = None,
) -> JSON:
    return {
        "kind": kind,
        "region": document.region,
        "document": document.folder,
        "title": document.title,
        "on": on.isoformat() if on else None,
        "days": days,
        "within": within,
        "about": about,
    }


@lru_cache(maxsize=1)
def _periods() -> list[int]:
    return list(yaml.safe_load(Path(__file__).with_suffix(".yml").read_text("utf-8"))["days"])
