"""The routes of the policy desk."""

from __future__ import annotations

from sanic import Blueprint

from bot.channels.action_server import ActionServer
from bot.channels.policy_desk.auditing import add_audit
from bot.channels.policy_desk.deciding import add_outcomes
from bot.channels.policy_desk.directory import add_directory
from bot.channels.policy_desk.drafts import add_drafts
from bot.channels.policy_desk.people import add_people
from bot.channels.policy_desk.switching import add_switches
from bot.channels.policy_desk.trying import add_trials
from bot.channels.policy_desk.waiting import add_queue
from bot.channels.shared_limits import SharedLimiter


def add_policy_desk(routes: Blueprint, wrong_codes: SharedLimiter) -> None:
    """Add them all below ``/api/desk`` of the console's routes.

    Args:
        routes: the console's.
        wrong_codes: limit of an account's wrong codes of cases.
    """
    add_people(routes)
    add_audit(routes)
    add_switches(routes)
    add_directory(routes)
    add_queue(routes)
    add_trials(routes, ActionServer("desk"))
    add_drafts(routes)
    add_outcomes(routes, wrong_codes)
