"""What Rasa is told: intents, the slot, the action."""

from __future__ import annotations

from collections.abc import Iterable

from luohu.names import CONVERSE, SESSION_SLOT, SUBJECT_INTENT
from tools.generate.sources import NOTE, Sources

_FROM = NOTE.format("policy_corpus/subjects.yml, luohu/acts.yml and luohu/names.py")

_INTENTS = """\
# {note}
version: "3.1"

intents:
{intents}
"""

_CONVERSATION = """\
# {note}
version: "3.1"

slots:
  {slot}:
    type: any
    influence_conversation: false
    mappings:
      - type: custom

actions:
  - {action}
"""


def intents_file(sources: Sources) -> str:
    """``domain/intents.yml``."""
    return _INTENTS.format(note=_FROM, intents=_lines("  - ", _intents(sources)))


def conversation_file(_sources: Sources) -> str:
    """``domain/conversation.yml``."""
    note = NOTE.format("luohu/names.py")
    return _CONVERSATION.format(note=note, slot=SESSION_SLOT, action=CONVERSE)


def _intents(sources: Sources) -> list[str]:
    asked = sorted(f"{SUBJECT_INTENT}{name}" for name in sources.subjects)
    return [*asked, *sources.learnt, *sources.sent]


def _lines(before: str, names: Iterable[str]) -> str:
    return "\n".join(before + name for name in names)
