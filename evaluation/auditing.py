"""What must hold for every turn, whatever was asked."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from actions.corpus import Corpus
from evaluation.counts import Counts
from luohu.text import compact

CONTRACT = Path(__file__).parents[1] / "contract" / "turn.schema.json"
_SAYS_EXPIRED = re.compile("失效|过期|到期|届满|有效期")


@dataclass(frozen=True)
class Audit(Counts):
    """Counts over turns; audits add up.

    Attributes:
        turns: turns looked at.
        invalid: turns that break the contract's schema.
        quotes: citations.
        not_verbatim: citations whose quote does not stand in the received file.
        misplaced: citations whose named clause does not hold the quote.
        wrong_region: citations of a document of another region than the turn's.
        expired: turns that cite a document that has lapsed.
        unsaid: of these, turns that do not say so.
        characters: quoted characters.
        faults: one line for each thing found.
    """

    turns: int = 0
    invalid: int = 0
    quotes: int = 0
    not_verbatim: int = 0
    misplaced: int = 0
    wrong_region: int = 0
    expired: int = 0
    unsaid: int = 0
    characters: int = 0
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Auditor:
    """Audits turns against the contract and the received documents on a day."""

    corpus: Corpus
    today: date
    schema: Draft202012Validator

    @classmethod
    def of(cls, corpus: Corpus, today: date, contract: Path = CONTRACT) -> Auditor:
        """An auditor with the project's contract."""
        schema = json.loads(contract.read_text(encoding="utf-8"))
        checker = Draft202012Validator.FORMAT_CHECKER
        return cls(corpus, today, Draft202012Validator(schema, format_checker=checker))

    def audit(self, turn: dict[str, Any]) -> Audit:
        """Audit one turn."""
        invalid = next(self.schema.iter_errors(turn), None)
        faults = [f"schema: {invalid.message[:200]}"] if invalid else []
        citations = [c for c in turn.get("citations") or () if isinstance(c, dict)]
        total = sum((self._citation(turn, citation) for citation in citations), Audit())
        expired = any(self._has_expired(citation) for citation in citations)
        unsaid = expired and not says_expired(turn)
        if unsaid:
            faults.append("cites a lapsed document and does not say so")
        own = Audit(
            turns=1,
            invalid=int(invalid is not None),
            expired=int(expired),
            unsaid=int(unsaid),
            faults=tuple(faults),
        )
        return own + total

    def _citation(self, turn: dict[str, Any], citation: dict[str, Any]) -> Audit:
        quote, folder = str(citation.get("quote", "")), str(citation.get("document", ""))
        document = self.corpus.documents.get(folder)
        verbatim = document is not None and document.states(quote)
        placed = verbatim and compact(quote) in self._clause_quote(folder, citation)
        region = (turn.get("region") or {}).get("code")
        foreign = turn.get("kind") != "comparison" and (
            document is None or document.region != region
        )
        checks = (
            (not verbatim, f"not verbatim: {quote[:60]}"),
            (not placed, f"not in clause {citation.get('clause')}: {quote[:60]}"),
            (foreign, f"{folder} cited in a turn about {region}"),
        )
        return Audit(
            quotes=1,
            not_verbatim=int(not verbatim),
            misplaced=int(not placed),
            wrong_region=int(foreign),
            characters=len(compact(quote)),
            faults=tuple(line for found, line in checks if found),
        )

    def _clause_quote(self, folder: str, citation: dict[str, Any]) -> str:
        try:
            return self.corpus.clause(folder, str(citation.get("clause", ""))).quote
        except KeyError:
            return ""

    def _has_expired(self, citation: dict[str, Any]) -> bool:
        document = self.corpus.documents.get(str(citation.get("document", "")))
        return document is not None and document.status(self.today) == "expired"


def says_expired(turn: dict[str, Any]) -> bool:
    """Whether a turn says, in a notice and in its text, that its document has lapsed."""
    kinds = {notice.get("kind") for notice in turn.get("notices") or () if isinstance(notice, dict)}
    return "expired" in kinds and bool(_SAYS_EXPIRED.search(str(turn.get("text", ""))))
