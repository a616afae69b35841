"""The stock Rasa bot that the project's bot is compared with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from luohu.manifest import Artefact, Manifest
from luohu.settings import ROOT, read_settings
from tools.run.pair import running
from tools.run.ports import free_ports
from tools.run.servers import LOOPBACK, server_specs
from tools.setup.build import Step, build
from tools.setup.environments import environments

if TYPE_CHECKING:
    from tools.setup.progress import Progress

_FOLDER = "evaluation/bench/stock"
_MODEL = "stock"
_LEARNED_FROM = ("domain", "data", f"{_FOLDER}/config.yml", f"{_FOLDER}/stories.yml")


@dataclass(frozen=True)
class StockBot:
    """A running stock bot: its address and its process ids by name."""

    url: str
    pids: Mapping[str, int]


def train_stock(variables: Mapping[str, str], progress: Progress) -> None:
    """Train the stock bot unless that is done for the present training data.

    Raises:
        UserError: the training failed.
    """
    settings = read_settings(dict(variables))
    folder = settings.var_dir / "bench"
    python = str(environments(ROOT)["bot"].python)
    files = ["--config", f"{_FOLDER}/config.yml", "--domain", "domain"]
    data = ["--data", "data", f"{_FOLDER}/stories.yml", "--force"]
    named = ["--out", str(folder), "--fixed-model-name", _MODEL]
    step = Step(
        "stock bot for comparison",
        (python, "-m", "rasa", "train", *files, *data, *named),
        settings.var_dir / "log" / "stock.log",
        (
            Artefact(
                "stock bot",
                (folder / f"{_MODEL}.tar.gz",),
                recipe=tuple(ROOT / name for name in (*_LEARNED_FROM, "requirements/bot.lock")),
            ),
        ),
        Manifest(settings.var_dir),
        chatty=True,
    )
    build(ROOT, settings, (step,), variables, progress)


@contextmanager
def running_stock(
    variables: Mapping[str, str], actions_url: str, folder: Path, progress: Progress
) -> Iterator[StockBot]:
    """Run the trained stock bot with an action server that runs already.

    Args:
        variables: environment variables.
        actions_url: address of the action server.
        folder: where it keeps its conversations and its log.
        progress: is told how it starts.

    Raises:
        UserError: the server ended or did not get ready.
    """
    model = read_settings(dict(variables)).var_dir / "bench" / f"{_MODEL}.tar.gz"
    (port,) = free_ports(1)
    _, ours = server_specs({**variables, "LUOHU_BOT_PORT": str(port)})
    files = ["--endpoints", f"{_FOLDER}/endpoints.yml"]
    files += ["--credentials", f"{_FOLDER}/credentials.yml", "--model", str(model)]
    listening = ["--interface", LOOPBACK, "--port", str(port)]
    spec = replace(
        ours,
        name="stock Rasa server",
        command=(ours.command[0], "-m", "rasa", "run", *listening, *files),
        variables={
            **ours.variables,
            "LUOHU_ACTIONS_URL": f"{actions_url}/webhook",
            "LUOHU_TRACKER_DB": str(folder / "stock.db"),
        },
        log=folder / "stock.log",
    )
    with running([spec], progress) as servers:
        pids = {server.spec.name: server.pid for server in servers}
        yield StockBot(f"http://{LOOPBACK}:{port}", pids)
