"""Word documents (ECMA-376, part 1: WordprocessingML) read into blocks."""

from actions.publishing.reading.docx.document import read_docx

__all__ = ["read_docx"]
