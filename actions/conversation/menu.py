"""The taps that are offered where there is nothing better to offer."""

from __future__ import annotations

from actions.conversation.context import Context
from actions.turns.model import Option, RegionRef


def menu_options(context: Context) -> tuple[Option, ...]:
    """The subjects that people ask about most."""
    entries = context.services.wording.listed("menu.items")
    return tuple(Option(entry["title"], entry["payload"]) for entry in entries)


def region_options(context: Context, codes: list[str] | None = None) -> tuple[Option, ...]:
    """The covered places, or those of ``codes``, as taps."""
    regions = context.services.regions
    chosen = [regions[code] for code in codes if code in regions] if codes else regions.values()
    return tuple(Option(region.full_name, region.full_name) for region in chosen)


def region_ref(context: Context, code: str | None = None) -> RegionRef | None:
    """The session's region, or that of ``code``, as turns name it."""
    region = context.services.regions.get(code or context.session.region or "")
    return RegionRef(region.code, region.full_name) if region else None


def region_name(context: Context) -> str:
    """The full name of the session's region."""
    ref = region_ref(context)
    return ref.name if ref else context.say("handoff.any_region")
