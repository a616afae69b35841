"""A build encodes what is new, and nothing that the last one encoded."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest

from actions.building import encoding
from actions.building.encoding import keeping
from luohu.encoder import GRAPH_FILE, Vectors
from luohu.settings import Settings, read_settings


class Counting:
    """An encoder that notes what it encodes."""

    asked: ClassVar[list[str]] = []

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def encode_query(self, text: str) -> Vectors:
        self.asked.append(text)
        return np.full(3, len(text), dtype=np.float32)


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An installation whose encoder notes what it encodes."""
    monkeypatch.setattr(encoding, "Encoder", Counting)
    monkeypatch.setattr(Counting, "asked", [])
    made = read_settings({"LUOHU_VAR_DIR": str(tmp_path)})
    made.model_dir.mkdir(parents=True)
    (made.model_dir / GRAPH_FILE).write_bytes(b"one")
    return made


def _build(config: Settings, *texts: str) -> list[list[float]]:
    with keeping(config, "step") as encode:
        return [encode(text).tolist() for text in texts]


def test_a_second_build_encodes_only_what_is_new(config: Settings) -> None:
    first = _build(config, "租房", "上班", "租房")
    assert Counting.asked == ["租房", "上班"]
    assert _build(config, "上班", "买房了") == [first[1], [3.0, 3.0, 3.0]]
    assert Counting.asked == ["租房", "上班", "买房了"]


def test_what_is_asked_for_no_longer_is_not_kept(config: Settings) -> None:
    _build(config, "租房")
    _build(config, "上班")
    _build(config, "租房")
    assert Counting.asked == ["租房", "上班", "租房"]


def test_another_encoder_encodes_everything_anew(config: Settings) -> None:
    _build(config, "租房")
    (config.model_dir / GRAPH_FILE).write_bytes(b"another")
    _build(config, "租房")
    assert Counting.asked == ["租房", "租房"]


def test_a_build_that_fails_keeps_what_was_there(config: Settings) -> None:
    _build(config, "租房")
    with pytest.raises(ValueError, match="no"), keeping(config, "step") as encode:
        encode("上班")
        raise ValueError("no")
    _build(config, "租房")
    assert Counting.asked == ["租房", "上班"]
