"""Who goes to whom in spoken Chinese."""

from __future__ import annotations

import pytest

from actions.understanding.kinship import Kinship, Move, Relative, moves, relation_to_speaker
from luohu.text import normalise
from tests.actions.understanding.kinship.cases import MOVES, cases


def shown(move: Move, kinship: Kinship) -> str:
    """A move as ``moves.yml`` writes it."""

    def name(one: Relative | None) -> str:
        return relation_to_speaker(one, kinship) if one else "speaker"

    return f"{name(move.mover)}>{name(move.host)} {move.kind} {move.relation}"


@pytest.mark.parametrize(
    ("said", "gone"),
    [pytest.param(said, gone, id=f"{subject}: {said}") for subject, said, gone in cases(*MOVES)],
)
def test_who_goes_to_whom_is_read_in_its_direction(said: str, gone: str, kinship: Kinship) -> None:
    found = moves(normalise(said), kinship)
    assert "; ".join(shown(move, kinship) for move in found) == gone
