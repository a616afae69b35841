"""An error as logs may have it: its text may quote what a person said, kind and place do not."""

from __future__ import annotations

from pathlib import Path

from luohu.settings import ROOT


def kind_and_place(error: BaseException) -> str:
    """What kind of error it is and in which line it arose, such as ``KeyError, bot/x.py:7``."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    file = Path(trace.tb_frame.f_code.co_filename)
    shown = file.relative_to(ROOT) if file.is_relative_to(ROOT) else file.name
    return f"{type(error).__name__}, {shown}:{trace.tb_lineno}"
