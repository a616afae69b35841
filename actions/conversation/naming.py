"""Which pathway a message names, where understanding heard something else in it as well."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from actions.conversation.context import Context
from actions.eligibility.model import Pathway
from luohu.essence import without_places
from luohu.text import normalise

_A_CHARACTER, _SIGN = 0.1, 0.5
_ENOUGH, _SLIGHT = 0.2, 0.08


def titled_pathway(text: str, opened: Mapping[str, tuple[str, Pathway]]) -> str | None:
    """The pathway whose title stands in a normalised text, the longest of several."""
    titled = [name for name, (_, rules) in opened.items() if normalise(rules.title) in text]
    return max(titled, key=lambda name: len(opened[name][1].title), default=None)


def without_titles(text: str, opened: Mapping[str, tuple[str, Pathway]]) -> str:
    """The text without the titles of pathways, which tell nothing of anyone."""
    name = titled_pathway(text, opened)
    return text.replace(normalise(opened[name][1].title), "") if name else text


def named_pathway(context: Context, opened: Iterable[str], faintly: bool = False) -> str | None:
    """The pathway whose words the message uses, helped by what understanding makes of it.

    "租房落户要带什么材料" is about materials and names renting; "帮我看看租房够不够条件" asks for
    a check and names it too.

    Args:
        context: the turn in the making.
        opened: the pathways to choose from.
        faintly: whether even a slight likeness names one, because it is surely one of them.
    """
    subjects = context.services.subjects
    text = without_places(context.text, context.places)

    def score(name: str) -> float:
        words = {word for word in subjects[name].lay if word in text}
        whole = [word for word in words if not any(word != w and word in w for w in words)]
        heard = context.message.subjects.get(name, 0.0)
        sign = subjects[name].sign
        signed = _SIGN if sign and re.search(sign, text) else 0.0
        return heard + signed + _A_CHARACTER * sum(map(len, whole))

    best = max(opened, key=score, default=None)
    enough = _SLIGHT if faintly else _ENOUGH
    return best if best and score(best) >= enough else None
