"""Made by `python -m tools.generate` from acts.yml; edit that instead."""

from __future__ import annotations

from typing import Literal

LearntAct = Literal[
    "abuse",
    "acknowledge",
    "affirm",
    "check",
    "compare",
    "correct",
    "deny",
    "dont_know",
    "goodbye",
    "greet",
    "hand_over",
    "inform",
    "menu",
    "more",
    "opinion",
    "out_of_scope",
    "repeat",
    "set_region",
    "smalltalk",
    "stop",
    "thank",
    "unlawful",
    "what_if",
    "which_rule",
    "why",
]
"""A dialogue act that NLU hears."""

SentAct = Literal[
    "nothing_said",
    "take_up",
    "too_long",
]
"""A dialogue act that a channel sends in place of a message."""

Act = LearntAct | SentAct
"""A dialogue act: an intent that is about no subject."""
