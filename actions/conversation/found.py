"""What answers a question, before it is put into a turn."""

from __future__ import annotations

from dataclasses import dataclass, field

from actions.conversation.context import Context
from actions.corpus import Clause
from actions.eligibility.model import Pathway
from actions.turns.model import Kind, Notice

# Below this confidence a subject is not meant; above, it may be.
MENTIONED = 0.12


@dataclass(frozen=True)
class Found:
    """What answers a question.

    Attributes:
        conclusion: what is said first.
        clauses: what answers, the most telling first.
        beside: what may bear on the question as well; cited after what answers.
        passage: the part of the first clause that answers.
        topic: the subject answered.
        pathway: the pathway answered, if the question is about one.
        kind: no_answer where the document only fails to provide what is asked.
    """

    conclusion: str
    clauses: list[Clause]
    topic: str | None
    passage: str = ""
    pathway: str | None = None
    notices: tuple[Notice, ...] = field(default=())
    kind: Kind = "answer"
    beside: tuple[Clause, ...] = ()


def quoted(context: Context, folder: str, pathway: Pathway) -> list[Clause]:
    """The clauses that open a pathway, the most telling first, each once."""
    clauses = [context.services.corpus.find_quote(folder, quote) for quote in pathway.quotes]
    return list({clause.id: clause for clause in clauses}.values())
