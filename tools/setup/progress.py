"""Progress on a terminal (one line that changes) or in a log (a line now and then)."""

from __future__ import annotations

import time
from typing import TextIO

_SECONDS_BETWEEN_LOG_LINES = 15.0


class Progress:
    """Says what is going on; safe to call often."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._terminal = stream.isatty()
        self._last_update = 0.0
        self._open_line = False
        self._interrupted = False

    def interrupt(self) -> None:
        """Interrupt every job that reports here, the next time that it does."""
        self._interrupted = True

    def say(self, text: str) -> None:
        """Write ``text`` as a line that stays."""
        self._close_line()
        self._stream.write(text + "\n")
        self._stream.flush()
        self._last_update = time.monotonic()

    def update(self, text: str) -> None:
        """Show ``text`` as the present state: it replaces the last one on a terminal.

        Raises:
            KeyboardInterrupt: the work has been interrupted.
        """
        if self._interrupted:
            raise KeyboardInterrupt
        if self._terminal:
            self._stream.write(f"\r\x1b[K  {text}")
            self._stream.flush()
            self._open_line = True
        elif time.monotonic() - self._last_update >= _SECONDS_BETWEEN_LOG_LINES:
            self.say(f"  {text}")

    def _close_line(self) -> None:
        if self._open_line:
            self._stream.write("\r\x1b[K")
            self._open_line = False
