"""Two Rasa servers, two action servers, PostgreSQL, Redis and nginx on free ports."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.cluster.part import Part
from luohu.artefacts import artefacts
from luohu.settings import ROOT, read_settings
from tools.local_http import answers
from tools.processes import undisturbed
from tools.run.background import lead_to_built
from tools.run.ports import free_ports
from tools.run.servers import require_built, server_specs
from tools.setup.progress import Progress

SERVERS = ("actions-1", "actions-2", "rasa-1", "rasa-2")

_NGINX = ROOT / "deploy" / "nginx"
# What listens where in deploy/nginx; here each has a free port.
_SLOTS = {"rasa-1": 5005, "rasa-2": 5006, "actions-1": 5055, "actions-2": 5065}
_MAIN = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/log/nginx.log error;
events {{ worker_connections 4096; }}
http {{
  default_type application/octet-stream;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  include {folder}/luohu.conf;
}}
"""
# Operators answer at any hour.
_ALWAYS = 'hours: [{days: [1, 2, 3, 4, 5, 6, 7], from: "00:00", to: "24:00"}]\n'
# PostgreSQL refuses to run as root.
_NOBODY = 65534


@dataclass
class Cluster:
    """What runs, and where.

    Attributes:
        folder: everything of it; gone at the end.
        programs: where PostgreSQL, Redis and nginx lie.
        ports: by what listens there.
        parts: what runs, by name.
    """

    folder: Path
    programs: Mapping[str, str]
    ports: dict[str, int] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)
    _secret: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    @property
    def address(self) -> str:
        """Where people come in."""
        return f"https://127.0.0.1:{self.ports['https']}"

    def database(self, name: str = "luohu") -> str:
        """The address of a database."""
        return f"postgresql://postgres@127.0.0.1:{self.ports['postgresql']}/{name}"

    def psql(self, statement: str, database: str = "luohu") -> str:
        """What PostgreSQL answers to a statement, a row a line.

        Raises:
            subprocess.CalledProcessError: it refuses.
        """
        return self.tool("psql", self.database(database), "-qAtX", "-c", statement)

    def tool(self, program: str, *arguments: str) -> str:
        """What one of PostgreSQL's programs says.

        Raises:
            subprocess.CalledProcessError: it failed.
        """
        command = [self.programs[program], *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def server(self, name: str, model: Path | None = None) -> Part:
        """A server in the place of ``name``, on a port of its own; nginx is not told yet.

        Args:
            name: of ``SERVERS``.
            model: another model than the one that was built.
        """
        is_rasa = name.startswith("rasa")
        port = free_ports(1)[0]
        mine = {
            "LUOHU_BOT_PORT" if is_rasa else "LUOHU_ACTIONS_PORT": str(port),
            "LUOHU_VAR_DIR": str(self.folder / "var"),
            "LUOHU_RECORDS_DB": self.database(),
            "LUOHU_CONVERSATIONS_DB": self.database(),
            "LUOHU_REDIS": f"redis://127.0.0.1:{self.ports['redis']}/0",
            "LUOHU_SECRET": self._secret,
            "LUOHU_LOGS": "json",
            "LUOHU_HOME_REGION": "",
        }
        spec = server_specs({**os.environ, **mine})[is_rasa]
        command = (*spec.command[:-1], str(model)) if model else spec.command
        webhook = f"http://127.0.0.1:{self.ports['actions']}/webhook"
        variables = {**spec.variables, "LUOHU_ACTIONS_URL": webhook}
        health = f"http://127.0.0.1:{port}/health/ready"
        self.ports[name] = port
        return self._part(name, command, lambda: answers(health, 8.0), ROOT, variables)

    def another_model(self) -> Path:
        """The model under another name, as a release brings another one."""
        built = artefacts(read_settings(dict(os.environ))).nlu.path
        copied = self.folder / f"next-{built.name}"
        if not copied.exists():
            shutil.copyfile(built, copied)
        return copied

    def configure_nginx(self) -> None:
        """Write nginx' configuration as it is deployed, with the ports of this cluster."""
        replaced = {
            "/etc/luohu/nginx": str(self.folder),
            "/etc/luohu/tls": str(self.folder),
            "listen 80 ": f"listen 127.0.0.1:{self.ports['http']} ",
            "listen 443 ": f"listen 127.0.0.1:{self.ports['https']} ",
            "127.0.0.1:5056": f"127.0.0.1:{self.ports['actions']}",
            "/var/log/nginx": f"{self.folder}/log",
            **{
                f"server 127.0.0.1:{slot} ": f"server 127.0.0.1:{self.ports[name]} "
                for name, slot in _SLOTS.items()
            },
        }
        names = ("luohu", "upstreams", "tls", "logs", "actions-listen")
        for file in (f"{name}.conf" for name in names):
            text = (_NGINX / file).read_text("utf-8")
            for old, new in replaced.items():
                text = text.replace(old, new)
            (self.folder / file).write_text(text, "utf-8")
        (self.folder / "main.conf").write_text(_MAIN.format(folder=self.folder), "utf-8")

    def replace(self, name: str, model: Path | None = None) -> None:
        """Put another server beside one, let nginx know, and end the first one."""
        before, after = self.parts[name], self.server(name, model)
        after.start()
        after.wait()
        self.parts[name] = after
        self.configure_nginx()
        self.parts["nginx"].tell(signal.SIGHUP)
        before.end()

    def end(self) -> None:
        """End everything, at once."""
        for part in reversed(self.parts.values()):
            part.kill()

    def _part(
        self,
        name: str,
        command: tuple[str, ...],
        ready: Callable[[], bool],
        folder: Path | None = None,
        variables: Mapping[str, str] | None = None,
    ) -> Part:
        log = self.folder / "log" / f"{name}.log"
        return Part(name, command, folder or self.folder, variables or os.environ, log, ready)

    def _listens(self, name: str) -> bool:
        with socket.socket() as connection:
            return connection.connect_ex(("127.0.0.1", self.ports[name])) == 0

    def _postgresql(self) -> Part:
        data = self.folder / "postgresql"
        data.mkdir()
        as_nobody: tuple[str, ...] = ()
        if os.geteuid() == 0:
            os.chown(data, _NOBODY, _NOBODY)
            ids = (f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups")
            as_nobody = (self.programs["setpriv"], *ids)
        made = (self.programs["initdb"], "-U", "postgres", "-D", str(data), "-E", "UTF8")
        subprocess.run([*as_nobody, *made], check=True, stdout=subprocess.DEVNULL, cwd=data)
        where = ("-p", str(self.ports["postgresql"]), "-c", "listen_addresses=127.0.0.1")
        alone = ("-c", "unix_socket_directories=")
        command = (*as_nobody, self.programs["postgres"], "-D", str(data), *where, *alone)
        part = self._part("postgresql", command, self._answers_queries, data)
        # As its unit does; otherwise it would wait for its clients to go.
        part.farewell = signal.SIGINT
        return part

    def _answers_queries(self) -> bool:
        try:
            return self.psql("SELECT 1", "postgres").strip() == "1"
        except subprocess.CalledProcessError:
            return False

    def _redis(self) -> Part:
        kept_nowhere = ("--save", "", "--appendonly", "no")
        where = ("--port", str(self.ports["redis"]), "--bind", "127.0.0.1")
        command = (self.programs["redis-server"], *where, *kept_nowhere)
        return self._part("redis", command, lambda: self._listens("redis"))

    def _nginx(self) -> Part:
        subject = ("-subj", "/CN=localhost", "-days", "2", "-nodes")
        files = ("-keyout", f"{self.folder}/tls.key", "-out", f"{self.folder}/tls.crt")
        make = (self.programs["openssl"], "req", "-x509", "-newkey", "rsa:2048", *subject, *files)
        subprocess.run(make, check=True, stderr=subprocess.DEVNULL)
        self.configure_nginx()
        command = (self.programs["nginx"], "-p", str(self.folder), "-c", f"{self.folder}/main.conf")
        return self._part("nginx", command, lambda: self._listens("https"))

    def _start(self, progress: Progress) -> None:
        names = ("postgresql", "redis", "actions", "http", "https")
        self.ports.update(zip(names, free_ports(len(names)), strict=True))
        for name, made in (("postgresql", self._postgresql), ("redis", self._redis)):
            self.parts[name] = made()
            self.parts[name].start()
            self.parts[name].wait()
        self.psql("CREATE DATABASE luohu", "postgres")
        for name in SERVERS:
            self.parts[name] = self.server(name)
        self.parts["nginx"] = self._nginx()
        for part in list(self.parts.values())[2:]:
            part.start()
        for part in self.parts.values():
            progress.say(f"  waiting for {part.name}")
            part.wait()


@contextmanager
def running_cluster(programs: Mapping[str, str], progress: Progress) -> Iterator[Cluster]:
    """Run a cluster of what ``make build`` has built, from the main thread.

    Raises:
        UserError: it is not built, or a part does not start.
    """
    require_built(os.environ)
    built = read_settings(dict(os.environ)).var_dir
    with tempfile.TemporaryDirectory(prefix="luohu-cluster-") as name:
        folder = Path(name)
        # PostgreSQL runs as somebody else.
        folder.chmod(0o755)
        own = folder / "var"
        lead_to_built(built, own)
        (folder / "log").mkdir()
        (own / "db" / "handover.yml").write_text(_ALWAYS, "utf-8")
        cluster = Cluster(folder, programs)
        try:
            progress.say("Starting the cluster …")
            cluster._start(progress)
            yield cluster
        finally:
            with undisturbed():
                cluster.end()
