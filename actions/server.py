"""``python -m actions.server``: the action server, ready once everything is loaded."""

from __future__ import annotations

import logging
import os
import sys

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor

from actions.converse import Converse, services
from actions.failures import Failures
from actions.routes import routes
from luohu.settings import settings

LOOPBACK = "127.0.0.1"


def main() -> None:
    """Load the services, then serve until told to stop."""
    logging.basicConfig(level=logging.WARNING)
    logging.getLogger("jieba").setLevel(logging.WARNING)
    try:
        services()
    except (ValueError, RuntimeError, OSError) as error:
        sys.exit(f"action server not started: {error}")
    executor = ActionExecutor()
    executor.register_action(Converse())
    # Only the Rasa server asks; no page of a browser on this machine may.
    app = create_app(executor, cors_origins=[])
    app.error_handler = Failures()
    app.blueprint(routes)
    app.run(
        host=os.environ.get("SANIC_HOST", LOOPBACK),
        port=settings().actions_port,
        single_process=True,
        access_log=False,
        motd=False,
    )


if __name__ == "__main__":
    main()
