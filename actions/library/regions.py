"""The covered regions, with what can be asked about each."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from actions.conversation.services import Services
from actions.library.documents import header
from actions.refused import RefusedError, listed, words

JSON = dict[str, Any]


def regions(services: Services, day: date) -> JSON:
    """Every covered region with its documents, its pathways and the subjects to offer.

    A pathway and a subject each have as ``payload`` the message that a tap sends.
    """
    return {"regions": [_region(services, code, day) for code in services.regions]}


def known_region(services: Services, code: str) -> str:
    """The code itself, where documents cover it.

    Raises:
        RefusedError: no document is of that region.
    """
    if code not in services.regions:
        places = services.regions.values()
        allowed = listed(words().say("choice", value=r.code, title=r.full_name) for r in places)
        raise RefusedError("no_region", given=code, allowed=allowed)
    return code


def _region(services: Services, code: str, day: date) -> JSON:
    opened = services.eligibility.pathways(code)
    return {
        "code": code,
        "name": services.regions[code].full_name,
        "pathways": [
            {"id": name, "title": rules.title, "payload": services.subjects[name].tap}
            for name, (_folder, rules) in opened.items()
        ],
        "subjects": [
            {"id": name, "title": services.subjects[name].title, "payload": tap}
            for name, tap in _offered(services, code).items()
        ],
        "documents": [header(document, day) for document in services.corpus.by_region(code)],
    }


def _offered(services: Services, code: str) -> dict[str, str]:
    """The subjects to offer, and what a tap on each sends."""
    opened = {name: services.subjects[name].tap for name in services.eligibility.pathways(code)}
    general = {
        name: subject.tap
        for name, subject in services.subjects.items()
        if subject.offered and name not in opened and _is_treated(services, code, name)
    }
    return opened | general


def _is_treated(services: Services, code: str, subject: str) -> bool:
    """Whether some clause shows what clauses about the subject show."""
    evidence = services.subjects[subject].evidence
    clauses = (c for document in services.corpus.by_region(code) for c in document.clauses)
    return evidence is None or any(re.search(evidence, clause.text) for clause in clauses)
