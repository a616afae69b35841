"""Citations that fail closed: what does not stand in the received file is never sent."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date

from actions.consolidated.model import Amendment, Edition
from actions.corpus import Clause, Corpus, Document
from actions.metrics import QUOTES_REFUSED
from actions.turns.model import AmendedBy, Citation, Notice, Role
from actions.turns.wording import Wording

logger = logging.getLogger(__name__)


def cite(document: Document, clause: Clause, day: date, role: Role = "answers") -> Citation | None:
    """Quote a clause as its document stands on ``day``, with its role in the turn.

    Returns:
        None where the clause's quote does not stand in the document's received file.
    """
    if clause.document != document.folder or not document.states(clause.quote):
        logger.error("quote refused: %s %s", document.folder, clause.id)
        QUOTES_REFUSED.labels(document.folder).inc()
        return None
    return Citation(
        document=document.folder,
        title=document.title,
        doc_number=document.doc_number,
        issuer=document.issuer,
        clause=clause.id,
        heading=clause.heading,
        quote=clause.quote,
        status=document.status(day),
        effective_from=_iso(document.effective_from),
        expires_on=_iso(document.expires_on),
        role=role,
        amendments=_amendments(document, clause),
        amended_on=_iso(former_since(document, day)),
    )


def cite_all(
    corpus: Corpus, clauses: Iterable[Clause], day: date, role: Role = "answers"
) -> tuple[Citation, ...]:
    """Quote clauses in order, each once, all with the same role."""
    once = {(clause.document, clause.id): clause for clause in clauses}
    cited = (cite(corpus.documents[c.document], c, day, role) for c in once.values())
    return tuple(citation for citation in cited if citation)


def standing_notices(
    corpus: Corpus, citations: Iterable[Citation], day: date, wording: Wording
) -> tuple[Notice, ...]:
    """What must be said of the dates of each cited document, once a document."""
    notices = []
    for folder in dict.fromkeys(citation.document for citation in citations):
        document = corpus.documents[folder]
        status = document.status(day)
        if status == "in_force":
            if "expires_on" in document.not_stated:
                text = wording.say("notice.no_expiry", **stated_dates(document, wording))
                notices.append(Notice("verify_locally", text))
            continue
        if amended_on := former_since(document, day):
            text = wording.say("notice.amended", amended_on=wording.date(amended_on))
            notices.append(Notice(status, text))
            continue
        notices.append(
            Notice(status, wording.say(f"notice.{status}", **stated_dates(document, wording)))
        )
    return tuple(notices)


def stated_dates(document: Document, wording: Wording) -> dict[str, str]:
    """What a document states of itself, as sentences of the wording take it."""
    ended = document.repealed_on or document.expires_on
    return {
        "issuer": document.issuer,
        "title": document.title,
        "issued": wording.date(document.issued),
        "effective_from": wording.date(document.effective_from),
        "expires_on": wording.date(ended),
        "signed": wording.say("notice.signed", issued=wording.date(document.issued))
        if document.issued
        else "",
    }


def former_since(document: Document, day: date) -> date | None:
    """Since when a document has another wording, as of a day; None where this is the last one."""
    since = document.amended_on if isinstance(document, Edition) else None
    return since if since and since <= day else None


def last_amendment(document: Document) -> AmendedBy | None:
    """The act that gave a document its present wording; None where none has."""
    if not isinstance(document, Edition):
        return None
    made = (one for origin in document.origins for one in origin.amendments)
    last = max(made, key=lambda one: one.since, default=None)
    return _amended_by(last) if last else None


def _amendments(document: Document, clause: Clause) -> tuple[AmendedBy, ...]:
    """The items of acts that gave a clause its words; none where it has those of its document."""
    origin = document.origin(clause.id) if isinstance(document, Edition) else None
    if origin is None or not origin.other_words:
        return ()
    return tuple(map(_amended_by, origin.amendments))


def _amended_by(one: Amendment) -> AmendedBy:
    item = "/".join(one.item)
    return AmendedBy(one.document, one.title, one.doc_number, item, one.since.isoformat())


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
