"""The restore drill: from a backup to a cluster that goes on with the same conversations."""

from __future__ import annotations

import time
from dataclasses import dataclass

from evaluation.cluster.cluster import SERVERS, Cluster
from tools.setup.progress import Progress

_TABLES = """
SELECT table_name FROM information_schema.tables
WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1
"""
_OTHERS_OUT = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = 'luohu' AND pid <> pg_backend_pid()
"""


@dataclass(frozen=True)
class Drill:
    """What came of it.

    Attributes:
        backup: seconds that the backup took.
        restore: seconds from the loss until everything answers again.
        before: rows by table when the backup was made.
        after: rows by table once it was restored.
    """

    backup: float
    restore: float
    before: dict[str, int]
    after: dict[str, int]

    @property
    def is_equal(self) -> bool:
        """Whether nothing is missing."""
        return self.before == self.after


def restore_drill(cluster: Cluster, progress: Progress) -> Drill:
    """Make a backup, lose the database, and restore it while the servers run.

    Raises:
        UserError: a server does not come back.
        subprocess.CalledProcessError: PostgreSQL refuses.
    """
    file = str(cluster.folder / "luohu.dump")
    begin = time.monotonic()
    before = _rows(cluster)
    cluster.tool("pg_dump", "-Fc", "-f", file, cluster.database())
    lost = time.monotonic()
    progress.say("Restore drill: the database is lost …")
    cluster.psql(_OTHERS_OUT)
    cluster.psql("DROP DATABASE luohu WITH (FORCE)", "postgres")
    cluster.psql("CREATE DATABASE luohu", "postgres")
    cluster.tool("pg_restore", "--exit-on-error", "-d", cluster.database(), file)
    for name in SERVERS:
        cluster.parts[name].wait()
    return Drill(lost - begin, time.monotonic() - lost, before, _rows(cluster))


def _rows(cluster: Cluster) -> dict[str, int]:
    tables = cluster.psql(_TABLES).split()
    return {name: int(cluster.psql(f'SELECT count(*) FROM "{name}"')) for name in tables}
