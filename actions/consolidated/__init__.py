"""Texts put together of a document and the acts that amend it, each clause with its sources."""

from actions.consolidated.model import Amendment, Edition, Origin, Piece
from actions.consolidated.reader import CONSOLIDATED_FILE, with_editions

__all__ = ["CONSOLIDATED_FILE", "Amendment", "Edition", "Origin", "Piece", "with_editions"]
