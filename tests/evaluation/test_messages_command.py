"""The scorecard shows what is answered falsely, and what another bar would cost."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from evaluation.messages_command import Measured, messages_tables, read_measured

MEASURED = Measured(
    "2026-11-29",
    {"open, cards": {"falsely answered": (8, 100), "matter named": (9, 10)}},
    {"newborn": (2, 7)},
    {"0.45": {"open, cards": ((70, 100), (8, 100))}},
)


def test_figures_that_were_kept_are_shown_with_their_intervals(tmp_path: Path) -> None:
    path = tmp_path / "messages.json"
    path.write_text(json.dumps(asdict(MEASURED)), "utf-8")
    sets, curve, matters = messages_tables(read_measured(path))
    assert sets.head == ("set", "falsely answered", "matter named")
    assert sets.rows[0][:2] == ("open, cards", "0.080 [0.041, 0.150] of 100")
    assert curve.rows[0][:2] == ("0.45", "open, cards")
    assert "0.700" in str(curve.rows[0][2])
    assert matters.rows == (("newborn", "2 of 7"),)


def test_what_was_never_measured_shows_nothing(tmp_path: Path) -> None:
    assert messages_tables(read_measured(tmp_path / "messages.json")) == ()


def test_a_figure_that_one_set_lacks_is_left_open() -> None:
    measured = Measured("2026-11-29", {"a": {"x": (1, 2)}, "b": {}}, {}, {})
    sets = messages_tables(measured)[0]
    assert sets.rows[1] == ("b", "–")
