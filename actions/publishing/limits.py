"""How much of a received file is taken; numbers and meanings stand in ``limits.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

_STRUCTURE = "structure"


@dataclass(frozen=True)
class Limits:
    """The numbers of ``limits.yml``."""

    file_megabytes: int
    file_least_bytes: int
    start_bytes: int
    reading_seconds: int
    reading_memory_megabytes: int
    recognising_seconds: int
    recognising_memory_megabytes: int
    conversion_seconds: int
    characters: int
    blocks: int
    answer_megabytes: int
    archive_entries: int
    archive_megabytes: int
    archive_entry_megabytes: int
    archive_ratio: int
    archive_ratio_from_kilobytes: int
    table_cells: int
    nesting: int
    list_number: int
    page_nesting: int
    sheet_cells: int
    pdf_pages: int
    recognised_pages: int
    page_least_characters: int
    whole_page_share: float
    cut_points: float
    picture_megapixels: int
    page_megapixels: int
    page_dots_per_inch: int
    shown_dots_per_inch: int
    shown_from_characters: int
    line_sureness_kept: float
    line_sureness_unmarked: float
    red_share: float
    red_strength: int
    red_characters: int
    box_size_share: float
    picture_centimetres: int
    broken_share: float
    usual_share: float
    usual_from_characters: int
    ordinary_share: float
    unreadable_share: float
    control_share: float
    margin_share: float
    repeated_share: float
    repeated_points: float
    indent_characters: float
    ragged_characters: float
    gap_lines: float
    size_share: float
    centred_share: float
    title_size_share: float
    space_characters: float
    outlier_share: float
    rows_compared: int
    split_characters: float
    raised_share: float
    line_overlap: float
    narrow_characters: float
    ruling_points: float
    head_characters: int
    link_share: float
    prose_characters: int
    title_characters: int
    body_share: float
    layout_paragraphs: int
    pixels_a_centimetre: int
    wrapped_share: float
    wrapped_lines: int
    wrapped_columns: int
    wrapped_widest: int
    padded_lines: int
    padded_columns: int
    padded_slack: int
    marked_characters: int
    furniture_characters: int
    sample_characters: int


@dataclass(frozen=True)
class StructureLimits:
    """Section ``structure`` of ``limits.yml``, where each number's meaning stands."""

    title: int
    heading: int
    office: int
    question: int
    title_lines: int
    title_before_label: int
    title_rest: int
    lookahead: int
    heading_before_label: int
    signature_lines: int
    run_together: int
    run_together_from: int
    missed: int
    giant: int
    fields: int
    field_cells: int
    place_name: int
    announcement: int
    news_words: int
    guide_words: int
    quote: int
    begins: int
    left: int
    alike_same_label: float
    alike: float
    context: int
    slow_kilobytes: int


_Numbers = TypeVar("_Numbers", Limits, StructureLimits)


@lru_cache(maxsize=1)
def limits() -> Limits:
    """What readers take and decide by.

    Raises:
        ValueError: one is missing, or one is named that nothing reads.
    """
    return _named(Limits, {name: value for name, value in _given().items() if name != _STRUCTURE})


@lru_cache(maxsize=1)
def structure_limits() -> StructureLimits:
    """By what structure is recognised.

    Raises:
        ValueError: as :func:`limits`.
    """
    return _named(StructureLimits, _given()[_STRUCTURE])


def _given() -> dict[str, Any]:
    text = Path(__file__).with_name("limits.yml").read_text(encoding="utf-8")
    given: dict[str, Any] = yaml.safe_load(text)
    return given


def _named(kind: type[_Numbers], given: Mapping[str, Any]) -> _Numbers:
    names = {field.name for field in fields(kind)}
    if given.keys() != names:
        raise ValueError(f"limits.yml: {sorted(given.keys() ^ names)}")
    return kind(**given)
