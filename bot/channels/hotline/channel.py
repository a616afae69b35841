"""The hotline at ``/hotline/``: its page, its API, and what runs beside them."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic
from sanic.request import Request

from bot.channels.addresses import limit_addresses
from bot.channels.delivery import OnNewMessage
from bot.channels.hotline.calls import add_calls, push_call
from bot.channels.hotline.changing import add_changes
from bot.channels.hotline.clock import now
from bot.channels.hotline.handovers import add_handovers, keep_settling
from bot.channels.hotline.joining import Joiner
from bot.channels.hotline.live import live
from bot.channels.hotline.model import CHANNEL, Hotline
from bot.channels.hotline.sharing import new_hub
from bot.channels.hotline.shift import add_shift
from bot.channels.hotline.speech import add_speech
from bot.channels.hotline.supervising import add_supervising
from bot.channels.hotline.wrapping import add_wrapping
from bot.channels.library import add_library
from bot.channels.pages import add_page
from bot.channels.policy_desk import add_policy_desk
from bot.channels.reports import add_report_routes
from bot.channels.single_sign_on import add_single_sign_on
from bot.channels.staff import add_staff_routes
from bot.records.calls import end_idle
from bot.records.database import database

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Times:
    """How long things take, in seconds.

    Attributes:
        pause: a caller who is silent for so long has said what there is to say.
        ping: between two signs of life to a page.
        idle: a call in which nothing happens for so long is over.
        sweep: between two looks for such calls.
        settle: between two looks for those who wait for a person no longer.
    """

    pause: float = 0.8
    ping: float = 25.0
    idle: float = 4 * 3600.0
    sweep: float = 300.0
    settle: float = 5.0


class HotlineChannel(InputChannel):
    """Serves the page, its API and the API for telephone systems.

    Args:
        times: how long things take.
        most_waiting: frames that may wait for a page before it has to read everything anew.
    """

    def __init__(self, times: Times | None = None, most_waiting: int = 200) -> None:
        self._times = times or Times()
        self._most_waiting = most_waiting

    @classmethod
    def name(cls) -> str:
        """The channel's name."""
        return CHANNEL

    def url_prefix(self) -> str:
        """Where Rasa mounts it."""
        return "/hotline"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """The channel's routes."""
        routes = Blueprint("hotline_channel")
        times = self._times
        hotline = Hotline(on_new_message, Joiner(times.pause), hub=new_hub(self._most_waiting))
        limit_addresses(routes)
        add_staff_routes(routes, hotline.hub.sign_out)
        add_single_sign_on(routes)
        add_calls(routes, hotline)
        add_speech(routes, hotline)
        add_changes(routes, hotline)
        add_wrapping(routes, hotline)
        add_handovers(routes, hotline)
        add_shift(routes)
        add_supervising(routes, hotline)
        add_report_routes(routes)
        add_policy_desk(routes, hotline.wrong_codes)

        @routes.websocket("/api/live")
        async def socket(request: Request, connection: object) -> None:
            await live(hotline, request, connection, times.ping)

        add_library(routes, hotline.library)
        add_page(routes, CHANNEL)
        _run_beside(routes, hotline, times)
        return routes


def _run_beside(routes: Blueprint, hotline: Hotline, times: Times) -> None:
    sweeping: list[asyncio.Task[None]] = []

    @routes.listener("after_server_start")
    async def start(app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
        # Where the channels of residents find it.
        app.ctx.hotline = hotline
        sweeping.append(asyncio.create_task(_end_idle_calls(hotline, times)))
        sweeping.append(asyncio.create_task(keep_settling(hotline, times.settle)))
        sweeping.append(asyncio.create_task(hotline.hub.run()))

    @routes.listener("before_server_stop")
    async def stop(_app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
        for task in sweeping:
            task.cancel()
        await asyncio.gather(*sweeping, return_exceptions=True)
        await hotline.joiner.close()
        await hotline.desk.close()


async def _end_idle_calls(hotline: Hotline, times: Times) -> None:
    while True:
        await asyncio.sleep(times.sweep)
        try:
            at = now()
            for call in await database().run(end_idle, at - int(times.idle * 1000), at):
                push_call(hotline, call)
        except Exception as error:  # the next look may do
            logger.error("idle calls not ended: %s", type(error).__name__)
