"""Types for Python: the names of dialogue acts, and what is remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tools.generate.sources import NOTE, Sources

_ACTS = '''\
"""{note}"""

from __future__ import annotations

from typing import Literal

LearntAct = Literal[
{learnt}
]
"""A dialogue act that NLU hears."""

SentAct = Literal[
{sent}
]
"""A dialogue act that a channel sends in place of a message."""

Act = LearntAct | SentAct
"""A dialogue act: an intent that is about no subject."""
'''

_STATE = '''\
"""{note}"""

from __future__ import annotations

from typing import TypedDict
{classes}'''

_PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}


def acts_module(sources: Sources) -> str:
    """``luohu/acts.py``."""
    note = NOTE.format("acts.yml")
    return _ACTS.format(note=note, learnt=_literals(sources.learnt), sent=_literals(sources.sent))


def session_module(sources: Sources) -> str:
    """``luohu/session.py``."""
    schema = sources.session
    named = {**schema.get("$defs", {}), schema["title"]: schema}
    return _STATE.format(
        note=NOTE.format("contract/session.schema.json"),
        classes="".join(_class(name, part) for name, part in named.items()),
    )


def _literals(names: Iterable[str]) -> str:
    return "\n".join(f'    "{name}",' for name in names)


def _class(name: str, schema: Mapping[str, Any]) -> str:
    total = "" if set(schema.get("required", ())) == set(schema["properties"]) else ", total=False"
    fields = (f"    {key}: {_type(part)}\n" for key, part in schema["properties"].items())
    title = schema["description"].split(". ")[0].rstrip(".")
    return f'\n\nclass {name}(TypedDict{total}):\n    """{title}."""\n\n{"".join(fields)}'


def _type(schema: Mapping[str, Any]) -> str:
    """The Python type of what a schema takes.

    Raises:
        KeyError: the schema says no type.
    """
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return " | ".join(_type(part) for part in schema["anyOf"])
    types = schema["type"]
    return " | ".join(_one(kind, schema) for kind in ([types] if isinstance(types, str) else types))


def _one(kind: str, schema: Mapping[str, Any]) -> str:
    if kind == "array":
        return f"list[{_type(schema['items'])}]"
    if kind == "object":
        return f"dict[str, {_type(schema['additionalProperties'])}]"
    return _PLAIN[kind]
