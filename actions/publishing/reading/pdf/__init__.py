"""PDF documents (ISO 32000-1) read into blocks: a text layer where there is one, else pictures."""

from actions.publishing.reading.pdf.document import read_pdf

__all__ = ["read_pdf"]
