"""Files of all formats read into blocks: a module a format, told apart in ``telling``."""

from actions.publishing.reading.file import read_file

__all__ = ["read_file"]
