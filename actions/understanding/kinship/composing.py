"""What two people are to each other: relations turned round and put together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from actions.understanding.kinship.model import Kinship, Relative, Term

_OPPOSITES = {
    "parent": "child",
    "step_parent": "step_child",
    "adoptive_parent": "adoptive_child",
    "parent_in_law": "child_in_law",
    "grandparent": "grandchild",
    "grandparent_in_law": "grandchild_in_law",
    "great_grandparent": "great_grandchild",
    "uncle_aunt": "niece_nephew",
}
_OPPOSITE = _OPPOSITES | {younger: elder for elder, younger in _OPPOSITES.items()}


class Facets(NamedTuple):
    """What the tables that put relations together ask of somebody."""

    relation: str
    sex: str | None = None
    side: str | None = None

    @classmethod
    def of(cls, one: Term | Relative) -> Facets:
        """Those of a word or of the person named."""
        return cls(one.relation, one.sex, one.side)


def opposite(relation: str) -> str:
    """What somebody is to a person who is that somebody's ``relation``."""
    return _OPPOSITE.get(relation, relation)


def relation_to_speaker(one: Relative, words: Kinship) -> str:
    """What a relative is to the speaker, also where another relative's "his" or "her" names it."""
    if one.of == "speaker":
        return one.relation
    return composed(words.compose, Facets(one.of), Facets.of(one))[0]


def composed(
    table: Mapping[str, Mapping[str, str]], first: Facets, second: Facets
) -> tuple[str, bool]:
    """What the second is by ``compose`` or ``family``, and whether that is sure."""
    relation, sex, side = first
    for key in (f"{relation}.{side}", f"{relation}.{sex}", relation, "any"):
        row = table.get(key, {})
        for name in (f"{second.relation}.{second.sex}", second.relation, "any"):
            if name in row:
                return row[name].rstrip("~"), not row[name].endswith("~")
    return "other_relative", True


def chained(terms: list[Term], words: Kinship) -> tuple[Facets, bool]:
    """What the last of a chain is, each being the relative of the one before; whether surely."""
    whole, sure = Facets.of(terms[0]), terms[0].sure
    for term in terms[1:]:
        whole = whole._replace(side=_side_of(whole))
        relation, clear = composed(words.compose, whole, Facets.of(term))
        whole = Facets(relation, term.sex, whole.side)
        sure = sure and term.sure and clear
    return whole, sure


def _side_of(one: Facets) -> str | None:
    """The side on which the relatives of a relative are."""
    if one.relation in ("spouse", "former_spouse"):
        return "spouse"
    if one.relation in ("parent", "child"):
        return {"m": "paternal", "f": "maternal"}.get(one.sex or "", one.side)
    return one.side
