"""Operators answer at the hours that the installation says, and people are told these."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from bot.channels.handover.service import OWN_FILE, service
from luohu.settings import settings


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Writes the installation's own file."""
    monkeypatch.setenv("LUOHU_VAR_DIR", str(tmp_path))
    settings.cache_clear()
    (tmp_path / "db").mkdir()
    return lambda text: (tmp_path / "db" / OWN_FILE).write_text(text, encoding="utf-8") and None


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-30T08:59:59", False),
        ("2026-11-30T09:00:00", True),
        ("2026-11-30T12:00:00", False),
        ("2026-12-04T16:59:59", True),
        ("2026-12-05T10:00:00", False),
    ],
)
def test_weekdays_from_nine_to_five_with_a_break(moment: str, is_open: bool) -> None:
    assert service().is_open(datetime.fromisoformat(moment)) is is_open


def test_hours_are_told_in_words() -> None:
    assert service().hours == "周一至周五 09:00—12:00、13:00—17:00"


def test_an_installation_has_its_own_hours_and_holidays(own: Callable[[str], None]) -> None:
    own(
        """
        hours: [{days: [1, 3], from: "08:00", to: "24:00"}]
        holidays: [2026-11-30]
        working_days: [2026-12-05]
        """
    )
    assert service().hours == "周一、周三 08:00—24:00"
    assert not service().is_open(datetime(2026, 11, 30, 10))
    assert service().is_open(datetime(2026, 12, 2, 23, 59))
    assert service().is_open(datetime(2026, 12, 5, 10))
    own("hours: []")
    assert service().hours == ""


def test_a_name_that_nothing_reads_is_told(own: Callable[[str], None]) -> None:
    own("hour: []")
    with pytest.raises(ValueError, match="hour"):
        service()
