"""``python -m actions.server``: the action server, ready once everything is loaded."""

from __future__ import annotations

import asyncio
import logging
import os
import sys

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor

from actions.converse import Converse, serving
from actions.draft_routes import draft_routes
from actions.failures import Failures
from actions.health import follow_traces, watching
from actions.routes import routes
from luohu.logs import log_as_json
from luohu.settings import settings

LOOPBACK = "127.0.0.1"
_LOOKING_SECONDS = 0.5


def main() -> None:
    """Load the services, then serve until told to stop."""
    logging.basicConfig(level=logging.WARNING)
    logging.getLogger("jieba").setLevel(logging.WARNING)
    if settings().json_logs:
        log_as_json("actions")
    try:
        serving()
    except (ValueError, RuntimeError, OSError) as error:
        sys.exit(f"action server not started: {error}")
    executor = ActionExecutor()
    executor.register_action(Converse())
    # Only the Rasa server asks; no page of a browser on this machine may.
    app = create_app(executor, cors_origins=[])
    app.error_handler = Failures()
    app.blueprint(routes)
    app.blueprint(draft_routes)
    app.add_task(_take_over())
    app.blueprint(watching)
    follow_traces(app)
    app.run(
        host=os.environ.get("SANIC_HOST", LOOPBACK),
        port=settings().actions_port,
        single_process=True,
        access_log=False,
        motd=False,
    )


async def _take_over() -> None:
    """Take a new publication over as soon as the store names one."""
    while True:
        await asyncio.sleep(_LOOKING_SECONDS)
        # In a thread: turns go on from the publication before until the new one is loaded.
        await asyncio.to_thread(serving().look)


if __name__ == "__main__":
    main()
