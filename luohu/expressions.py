"""Regular expressions whose words may be said over and over, without stalling a reader."""

from __future__ import annotations

import re

# People say three or four such words in a row.
_ROUNDS = {"*": "{0,10}", "+": "{1,10}"}
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)


def compiled(expression: str, flags: int = 0) -> re.Pattern[str]:
    """An expression in which alternatives are repeated ten times at most.

    Where some words are made of others (刚刚 of 刚), a row of them can be read in more ways than
    there is time for, and all are tried where the text then does not go on as it should.

    Raises:
        re.error: it is none.
    """
    return re.compile(bounded(expression), flags)


def bounded(expression: str) -> str:
    """The expression with an end to each group of alternatives that is repeated without one."""
    made: list[str] = []
    # Of each open group, whether there are alternatives in it.
    groups = [False]
    place = 0
    while place < len(expression):
        one = expression[place]
        found = _CLASS.match(expression, place) if one == "[" else None
        piece = found[0] if found else expression[place : place + 2] if one == "\\" else one
        place += len(piece)
        made.append(piece)
        if piece == "(":
            groups.append(False)
        elif piece == "|":
            groups[-1] = True
        elif piece == ")" and len(groups) > 1:
            choice = groups.pop()
            groups[-1] = groups[-1] or choice
            if choice and expression[place : place + 1] in _ROUNDS:
                made.append(_ROUNDS[expression[place]])
                place += 1
    return "".join(made)
