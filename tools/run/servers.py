"""What the two servers are: command, variables, address, log. The one place that says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from luohu.artefacts import artefacts
from luohu.manifest import Manifest
from luohu.settings import ROOT, only_secrets, read_settings
from tools.errors import UserError
from tools.setup.environments import environments
from tools.variables import project_variables

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LOOPBACK = "127.0.0.1"
REST_PATH = "/webhooks/rest/webhook"
READY_PATH = "/upkeep/ready"
# Of a request to the bot, in bytes: twice the longest that a channel reads. Sanic takes 100 MB.
_LARGEST_REQUEST = 2 * 1024 * 1024


@dataclass(frozen=True)
class ServerSpec:
    """How one server is started and recognised.

    Attributes:
        name: what people call it.
        command: its command line.
        variables: its environment variables, complete.
        port: where it listens on the loopback interface.
        port_setting: the environment variable that moves it.
        health_url: answers with success once it is ready.
        log: file that gets all it says.
    """

    name: str
    command: tuple[str, ...]
    variables: Mapping[str, str]
    port: int
    port_setting: str
    health_url: str
    log: Path


def server_specs(inherited: Mapping[str, str], root: Path = ROOT) -> tuple[ServerSpec, ServerSpec]:
    """The action server and the Rasa server, in the order in which they start.

    ``endpoints.yml`` reads two variables that are set here: LUOHU_ACTIONS_URL, the action
    server's webhook, and LUOHU_TRACKER_DB, the file of the SQLite tracker.

    Raises:
        SettingsError: an environment variable of the project cannot be read.
    """
    settings = read_settings(dict(inherited))
    envs = environments(root)
    variables = project_variables(root, inherited)
    variables["LUOHU_VAR_DIR"] = str(settings.var_dir)
    variables["LUOHU_ACTIONS_URL"] = f"http://{LOOPBACK}:{settings.actions_port}/webhook"
    variables["LUOHU_TRACKER_DB"] = str(settings.var_dir / "db" / "tracker.db")
    logs = settings.var_dir / "log"
    actions = ServerSpec(
        "action server",
        (str(envs["actions"].python), "-m", "actions.server"),
        variables,
        settings.actions_port,
        "LUOHU_ACTIONS_PORT",
        f"http://{LOOPBACK}:{settings.actions_port}/health",
        logs / "actions.log",
    )
    rasa = ["--interface", LOOPBACK, "--port", str(settings.bot_port)]
    files = ["--endpoints", "endpoints.yml", "--credentials", "credentials.yml"]
    model = ["--model", str(artefacts(settings).nlu.path)]
    bot = ServerSpec(
        "Rasa server",
        (str(envs["bot"].python), "-m", "bot.server", "run", *rasa, *files, *model),
        {**variables, **only_secrets(inherited), "SANIC_REQUEST_MAX_SIZE": str(_LARGEST_REQUEST)},
        settings.bot_port,
        "LUOHU_BOT_PORT",
        f"http://{LOOPBACK}:{settings.bot_port}{READY_PATH}",
        logs / "rasa.log",
    )
    return actions, bot


def rest_url(port: int) -> str:
    """Address of the REST channel of a Rasa server on ``port`` of this machine."""
    return f"http://{LOOPBACK}:{port}{REST_PATH}"


def require_built(inherited: Mapping[str, str]) -> None:
    """Check that what both servers read is there and belongs together.

    Raises:
        UserError: it has to be built.
    """
    settings = read_settings(dict(inherited))
    made = artefacts(settings)
    reasons = Manifest(settings.var_dir).reasons((*made.of_actions, *made.of_bot))
    if reasons:
        told = "\n".join(dict.fromkeys(reasons))
        raise UserError("The bot cannot start.", told, "Run `make build`.")
