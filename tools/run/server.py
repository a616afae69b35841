"""One server process: started, watched, stopped."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from tools.errors import UserError
from tools.local_http import answers, refusal
from tools.processes import ending, start_group, stop_group

if TYPE_CHECKING:
    from pathlib import Path

    from tools.run.servers import ServerSpec

_PATIENCE_SECONDS = 10.0
_CRASH_LINES = 20
_HEALTH_SECONDS = 10.0
# What a server without its model says of itself; it loads none later.
_WITHOUT_MODEL = "no model"


class Server:
    """A started server; :meth:`stop` leaves nothing of it behind."""

    def __init__(self, spec: ServerSpec, root: Path) -> None:
        spec.log.parent.mkdir(parents=True, exist_ok=True)
        self.spec = spec
        with spec.log.open("w", encoding="utf-8") as log:
            self._process: subprocess.Popen[str] = start_group(
                spec.command, root, spec.variables, log.fileno()
            )

    @property
    def pid(self) -> int:
        """Process id of the server."""
        return self._process.pid

    def is_healthy(self) -> bool:
        """Whether it answers its health check."""
        return answers(self.spec.health_url, _HEALTH_SECONDS)

    def require_hope(self) -> None:
        """Check that a server that is not healthy may still become so.

        Raises:
            UserError: it runs without its model, which it loads only when it starts.
        """
        if refusal(self.spec.health_url) == _WITHOUT_MODEL:
            said = [line for line in last_lines(self.spec.log, _CRASH_LINES) if "model" in line]
            raise UserError(
                f"The {self.spec.name} runs but answers nobody: its model could not be loaded.",
                "\n".join(said) or f"Its log is {self.spec.log}.",
                "Run `make build`; if it says that nothing changed, delete the model "
                "(var/rasa) and run it again.",
            )

    def require_alive(self) -> None:
        """Check that it still runs.

        Raises:
            UserError: it has ended; the message holds the last lines of its log.
        """
        code = self._process.poll()
        if code is not None:
            raise UserError(
                f"The {self.spec.name} has stopped ({ending(code)}).",
                "\n".join(last_lines(self.spec.log, _CRASH_LINES)) or "It said nothing.",
                f"Its whole log is {self.spec.log}. Mend what it says and start again.",
            )

    def stop(self) -> None:
        """End it and all that it started."""
        stop_group(self._process, _PATIENCE_SECONDS)


def last_lines(log: Path, count: int) -> list[str]:
    """The last ``count`` lines of a log that are not blank."""
    text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    return [line for line in text.splitlines() if line.strip()][-count:]
