"""``python3 -m tools.run``: set up, build, start both servers, and stop them together."""

from __future__ import annotations

import os
import sys

from luohu.settings import SettingsError, read_settings
from tools.errors import UserError
from tools.processes import stop_as_by_ctrl_c
from tools.run.pair import running, watch
from tools.run.ports import require_free
from tools.run.servers import rest_url, server_specs
from tools.setup.prepare import prepare
from tools.setup.progress import Progress


def main() -> int:
    """Run until Ctrl-C, SIGTERM, or the end of a server; returns the exit code."""
    stop_as_by_ctrl_c()
    progress = Progress(sys.stdout)
    try:
        _serve(progress)
    except (UserError, SettingsError) as error:
        progress.say(f"\n{error}")
        return 1
    except KeyboardInterrupt:
        progress.say("\nStopped.")
    return 0


def _serve(progress: Progress) -> None:
    specs = server_specs(os.environ)
    require_free(specs)
    prepare(os.environ, progress)
    settings = read_settings(dict(os.environ))
    (settings.var_dir / "db").mkdir(parents=True, exist_ok=True)
    progress.say("Starting the action server and the Rasa server …")
    with running(specs, progress) as servers:
        progress.say(_welcome(settings.bot_port, specs[0].log.parent))
        try:
            watch(servers)
        finally:
            progress.say("\nStopping …")


def _welcome(port: int, logs: object) -> str:
    body = '{"sender": "me", "message": "你好"}'
    return (
        "\nThe bot is running.\n"
        "  Talk to it in another terminal:  make chat\n"
        f"  Or over REST:  curl -s {rest_url(port)} \\\n"
        f"    -H 'Content-Type: application/json' -d '{body}'\n"
        f"  Logs: {logs}\n"
        "  Stop it with Ctrl-C.\n"
    )


if __name__ == "__main__":
    sys.exit(main())
