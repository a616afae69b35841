"""Which pathway a message names, where understanding heard something else in it as well."""

from __future__ import annotations

from collections.abc import Iterable

from actions.conversation.context import Context

_A_CHARACTER = 0.1
_ENOUGH, _SLIGHT = 0.2, 0.08


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
    text = context.text

    def score(name: str) -> float:
        words = {word for word in subjects[name].lay if word in text}
        whole = [word for word in words if not any(word != w and word in w for w in words)]
        heard = context.message.subjects.get(name, 0.0)
        return heard + _A_CHARACTER * sum(map(len, whole))

    best = max(opened, key=score, default=None)
    enough = _SLIGHT if faintly else _ENOUGH
    return best if best and score(best) >= enough else None
