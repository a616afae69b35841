"""What the desk sets goes along with each turn, within seconds, and is kept with none."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from types import SimpleNamespace
from typing import Any

import jsonschema
import pytest
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.channels import standing as refreshing
from bot.channels.standing import keep_refreshing, refresh
from bot.patches import _action_call
from bot.records.database import database
from bot.records.policy_desk.switches import Aim, switch_off, switch_on, switches_on
from bot.standing import Standing, put_standing, standing
from luohu.names import SESSION_SLOT
from luohu.settings import ROOT
from tests.bot.channels.keeping import DOMAIN
from tests.bot.channels.policy_desk.conftest import WEIHAI, Person, run

OFFICE = {
    "region": WEIHAI,
    "name": "环翠区户籍窗口",
    "address": "文化中路1号",
    "source": "来函",
    "checked_on": "2026-01-01",
}


@pytest.fixture(autouse=True)
def _nothing_stands() -> Any:  # noqa: ANN401
    put_standing(Standing())
    yield
    put_standing(Standing())


def set_one(scope: Any = "place", minutes: int = 60) -> None:  # noqa: ANN401
    now = datetime.now(timezone.utc)
    aim = Aim(scope, WEIHAI)
    run(switch_on, aim, "窗口在核对", now + timedelta(minutes=minutes), "wang", now)


def sent(text: str, region: str | None = None) -> tuple[dict[str, Any], DialogueStateTracker]:
    """What the action server is told of a message."""
    tracker = DialogueStateTracker.from_events("me", [], domain=DOMAIN, slots=DOMAIN.slots)
    tracker.update(SlotSet(SESSION_SLOT, {"region": region}))
    tracker.update(UserUttered(text, parse_data={"text": text, "metadata": {"masked": True}}))
    call = _action_call(RemoteAction("action_converse", None), tracker, DOMAIN)
    return call["tracker"]["latest_message"].get("metadata", {}), tracker


def test_nothing_is_sent_where_nothing_stands() -> None:
    assert "standing" not in sent("租房能落户吗", WEIHAI)[0]


def test_a_switch_goes_along_and_stays_out_of_the_conversation() -> None:
    set_one()
    asyncio.run(refresh())
    metadata, tracker = sent("租房能落户吗")
    assert metadata["standing"]["switches"][0]["reason"] == "窗口在核对"
    schema = json.loads((ROOT / "contract" / "standing.schema.json").read_text("utf-8"))
    jsonschema.validate(metadata["standing"], schema)
    assert "standing" not in str([event.as_dict() for event in tracker.events])


def test_offices_go_along_for_the_place_spoken_of_and_the_places_named(
    member: Callable[..., Person],
) -> None:
    member("wang", "editor").post("desk/offices", OFFICE)
    for text, region in (("去哪里办", WEIHAI), ("威海去哪里办", None)):
        offices = sent(text, region)[0]["standing"]["offices"]
        assert [one["name"] for one in offices[WEIHAI]] == ["环翠区户籍窗口"]
        schema = json.loads((ROOT / "contract" / "standing.schema.json").read_text("utf-8"))
        jsonschema.validate({"offices": offices}, schema)
    assert "standing" not in sent("肥城去哪里办", None)[0]


def test_a_banner_stops_nothing(member: Callable[..., Person]) -> None:
    until = (datetime.now(timezone.utc) + timedelta(days=1)).isoformat()
    body = {"scope": "banner", "region": WEIHAI, "reason": "本周六不办公", "until": until}
    member("wang", "editor").post("desk/switches", body)
    assert standing().switches == []
    assert standing().banners[WEIHAI][0]["text"] == "本周六不办公"


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    while not holds():
        await asyncio.sleep(0.02)


def test_what_is_set_elsewhere_holds_here_and_so_does_its_end() -> None:
    async def watch() -> None:
        work = asyncio.create_task(keep_refreshing(0.02))
        now = datetime.now(timezone.utc)
        aim, end = Aim("place", WEIHAI), now + timedelta(hours=1)
        on = await database().run(switch_on, aim, "核对", end, "wang", now)
        await until(lambda: len(standing().switches) == 1)
        await database().run(switch_off, on, "完了", "wang", now)
        await until(lambda: not standing().switches)
        work.cancel()

    asyncio.run(asyncio.wait_for(watch(), 60))
    assert refreshing._SECONDS < 5


def test_a_switch_ends_by_itself() -> None:
    set_one(minutes=1)
    later = datetime.now(timezone.utc) + timedelta(minutes=2)
    assert run(switches_on, later) == []


def test_what_stood_goes_on_to_stand_where_the_records_are_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_one()
    asyncio.run(refresh())
    away = SimpleNamespace(read=lambda *_: (_ for _ in ()).throw(OSError("away")))
    monkeypatch.setattr(refreshing, "database", lambda: away)

    async def look() -> None:
        work = asyncio.create_task(keep_refreshing(0.01))
        await asyncio.sleep(0.1)
        work.cancel()

    asyncio.run(look())
    assert len(standing().switches) == 1
