"""The reports for the policy staff, as figures for the page and as files."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.refusals import RefusedError
from bot.channels.staff import staff_only
from bot.channels.web import SECURITY_HEADERS, answer
from bot.places import region_ref
from bot.records.accounts import Account
from bot.records.database import database
from bot.records.reports import REPORTS, make_csv, make_reports
from bot.records.wanted import Wanted
from bot.titles import document_title, subject_title
from luohu.clock import CHINA

# What a supervisor sees; the policy staff see everything.
_SUPERVISORS = ("rejections", "handovers")
_USUAL_DAYS = 30
_FIRST_YEAR = 2000


def add_report_routes(routes: Blueprint) -> None:
    """Add the reports."""
    guard = staff_only("supervisor", "policy")
    routes.add_route(guard(_figures), "/api/reports", methods=["GET"], name="reports")
    routes.add_route(guard(_file), "/api/reports/<file:str>", methods=["GET"], name="report_file")


async def _figures(request: Request, account: Account) -> HTTPResponse:
    since, until, wanted = _wanted(request)
    found = await database().read(make_reports, wanted, _names(account))
    return answer({"from": since.isoformat(), "to": until.isoformat(), **found})


async def _file(request: Request, account: Account, file: str) -> HTTPResponse:
    name = file.removesuffix(".csv")
    if name == file or name not in REPORTS:
        raise RefusedError(404, "no_report")
    if name not in _names(account):
        raise RefusedError(403, "not_allowed")
    since, until, wanted = _wanted(request)
    saved_as = f"{name}_{since.isoformat()}_{until.isoformat()}.csv"
    return response.raw(
        await database().read(make_csv, wanted, name, _NAMES),
        content_type="text/csv; charset=utf-8",
        headers={
            **SECURITY_HEADERS,
            "Content-Disposition": f'attachment; filename="{saved_as}"',
            "Cache-Control": "no-store",
        },
    )


def _region_name(code: str) -> str:
    region = region_ref(code)
    return region["name"] if region else code


_NAMES = {"region": _region_name, "document": document_title, "topic": subject_title}


def _names(account: Account) -> tuple[str, ...]:
    return tuple(REPORTS) if "policy" in account.roles else _SUPERVISORS


def _wanted(request: Request) -> tuple[date, date, Wanted]:
    """First day, last day and all that is wanted; without days the last thirty."""
    until = _day(request, "to") or datetime.now(CHINA).date()
    since = _day(request, "from") or until - timedelta(days=_USUAL_DAYS - 1)
    if since > until:
        raise RefusedError(400, "bad_day")
    return since, until, Wanted(since, until, _name(request, "region"), _name(request, "channel"))


def _name(request: Request, field: str) -> str | None:
    given = request.args.get(field)
    if given and not given.isprintable():
        raise RefusedError(400, "bad_request")
    return given or None


def _day(request: Request, name: str) -> date | None:
    given = request.args.get(name)
    try:
        day = date.fromisoformat(given) if given else None
    except ValueError as error:
        raise RefusedError(400, "bad_day") from error
    if day and day.year < _FIRST_YEAR:
        raise RefusedError(400, "bad_day")
    return day
