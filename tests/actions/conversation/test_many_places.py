"""Of many covered places nobody is read the whole list."""

from __future__ import annotations

from types import SimpleNamespace

from actions.conversation.services import Services
from actions.turns.wording import wording
from luohu.places import Region
from luohu.policy import policy


def named(count: int) -> str:
    regions = [Region(f"{number:06}", f"第{number}县", "某省", None) for number in range(count)]
    return Services.names_of(SimpleNamespace(wording=wording()), regions)  # type: ignore[arg-type]


def test_some_places_are_all_named() -> None:
    most = policy().places.named
    assert named(most).count("县") == most
    assert "等" not in named(most)


def test_of_many_the_first_are_named_and_the_number_told() -> None:
    said = named(3000)
    assert said.count("县") == policy().places.named
    assert said.endswith("等3000个地方")
