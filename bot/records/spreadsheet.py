"""A report as a file that Excel opens; the words stand in ``spreadsheet.yml``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from bot.records.wanted import Row
from bot.words import words_beside
from luohu.channels import channel_titles
from luohu.settings import ROOT

# Excel takes text that begins like this for a formula, and a formula can send what it reads.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_csv(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """A report as CSV in UTF-8, with the mark by which Excel knows it, under Chinese headings."""
    words = words_beside(__file__)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([words["columns"].get(name, name) for name in columns])
    for row in rows:
        writer.writerow([_cell(name, row[name]) for name in columns])
    return text.getvalue().encode("utf-8-sig", "replace")


def _cell(column: str, value: object) -> object:
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    shown = str(_values().get(column, {}).get(value, value))
    # What is before the sign does not make it harmless: Excel cuts spaces off.
    return f"'{shown}" if shown.lstrip(" \0").startswith(_FORMULA) else shown


@cache
def _values() -> Mapping[str, Mapping[str, str]]:
    """For a column what each of its values is called."""
    return {**words_beside(__file__)["values"], "channel": channel_titles(ROOT)}
