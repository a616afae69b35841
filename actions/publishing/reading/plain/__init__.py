"""Plain text and Markdown (CommonMark 0.31 with pipe tables) read into blocks."""

from actions.publishing.reading.plain.text import read_markdown, read_text

__all__ = ["read_markdown", "read_text"]
