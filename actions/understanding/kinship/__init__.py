"""Relatives named in spoken Chinese, what they are to the speaker, and who goes to whom.

Every word stands in ``kinship.yml``: a longest match names a person, chains (a husband's mother)
are composed by its tables, and moves are read from a text in which every person is one sign.
"""

from __future__ import annotations

from actions.understanding.kinship.composing import opposite, relation_to_speaker
from actions.understanding.kinship.model import Kinship, Move, Relative
from actions.understanding.kinship.moving import moves
from actions.understanding.kinship.naming import relatives
from actions.understanding.kinship.table import KINSHIP_FILE, KinshipError, load_kinship

__all__ = [
    "KINSHIP_FILE",
    "Kinship",
    "KinshipError",
    "Move",
    "Relative",
    "load_kinship",
    "moves",
    "opposite",
    "relation_to_speaker",
    "relatives",
]
