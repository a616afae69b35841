"""Log lines as JSON objects, for what gathers logs of many servers."""

from __future__ import annotations

import logging

from pythonjsonlogger.json import JsonFormatter

from luohu.failing import kind_and_place

_FIELDS = "{asctime}{levelname}{name}{message}"
_NAMES = {"asctime": "time", "levelname": "level", "name": "logger"}


class WordlessFormatter(JsonFormatter):
    """One JSON object a line: time, level, logger, message, process, server.

    Of an error only its kind and place are told: its text may quote what a person said.
    """

    def __init__(self, server: str) -> None:
        super().__init__(
            _FIELDS,
            style="{",
            rename_fields=_NAMES,
            static_fields={"server": server},
            json_ensure_ascii=False,
        )

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record, which stays as it is for other handlers."""
        shown = logging.makeLogRecord(vars(record))
        if record.exc_info and record.exc_info[1] is not None:
            shown.__dict__["error"] = kind_and_place(record.exc_info[1])
        shown.exc_info = shown.exc_text = shown.stack_info = None
        return super().format(shown)


def log_as_json(server: str) -> None:
    """Let every handler that is set up by now write JSON.

    Args:
        server: what the process is.
    """
    known = logging.Logger.manager.loggerDict.values()
    loggers = [logging.getLogger(), *(one for one in known if isinstance(one, logging.Logger))]
    for handler in {handler for one in loggers for handler in one.handlers}:
        handler.setFormatter(WordlessFormatter(server))
