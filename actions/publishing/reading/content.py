"""What a reader of one format hands back."""

from __future__ import annotations

from dataclasses import dataclass

from actions.publishing.blocks import Block, Warned


@dataclass(frozen=True)
class Content:
    """A file's blocks in the order in which a person reads them, and what to look at.

    Attributes:
        proof_read: as in ``ReadFile``.
    """

    blocks: tuple[Block, ...]
    warnings: tuple[Warned, ...] = ()
    proof_read: bool = True
