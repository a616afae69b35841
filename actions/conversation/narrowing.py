"""The subject of a message, where a word in it tells a subject from one that sounds alike."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from actions.conversation.message import Message
from actions.retrieval.subjects import Subject
from luohu.names import SUBJECT_INTENT
from luohu.policy import policy


def narrowed(message: Message, text: str, subjects: Mapping[str, Subject]) -> Message:
    """The message with the likelihood of a broad subject given to the narrow one it speaks of.

    Which subjects sound alike, and the words that tell them apart, stand in ``subjects.yml``
    (``narrows``, ``sign``): somebody who wants to join a relative in a village joins in the
    country, although the message sounds most like joining in a town. ``text`` is the message
    without its places, as 周村 is no village.
    """
    heard = message.subjects
    for narrow in subjects.values():
        if not narrow.sign or not re.search(narrow.sign, text):
            continue
        broad = max(narrow.narrows, key=lambda name: heard.get(name, 0.0))
        if max(heard.get(broad, 0.0), heard.get(narrow.id, 0.0)) < policy().subjects.heard:
            continue
        if heard.get(broad, 0.0) > heard.get(narrow.id, 0.0):
            swapped = {narrow.id: heard[broad], broad: heard.get(narrow.id, 0.0)}
            ranking = {**message.ranking, **{f"{SUBJECT_INTENT}{n}": v for n, v in swapped.items()}}
            return replace(message, ranking=ranking)
    return message
