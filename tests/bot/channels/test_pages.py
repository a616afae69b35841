"""A page is served as it was built, and a page that is not built says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.channels.kiosk import KioskChannel
from luohu.settings import settings
from tests.bot.channels.keeping import Rasa
from tests.bot.channels.serving import Served, serving


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The kiosk's channel on a server, started once."""
    keeper = Rasa(tmp_path_factory.mktemp("pages") / "tracker.db")
    with serving("pages_test", keeper, [KioskChannel()]) as server:
        yield server


@pytest.fixture(autouse=True)
def var_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation in which nothing is built."""
    monkeypatch.setenv("LUOHU_VAR_DIR", str(tmp_path))
    settings.cache_clear()
    return tmp_path


@pytest.fixture
def built(var_dir: Path) -> Path:
    """The page's folder as the build leaves it."""
    folder = var_dir / "clients" / "kiosk"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html>页面", "utf-8")
    (folder / "sw.js").write_text("self", "utf-8")
    (folder / "assets" / "index-4f3a.js").write_text("export {}", "utf-8")
    (folder / "assets" / "icons-99.woff2").write_bytes(b"\x00")
    (var_dir / "clients" / "secret.txt").write_text("other", "utf-8")
    return folder


@pytest.mark.parametrize("path", ["/kiosk/", "/kiosk/sw.js"])
def test_a_page_that_is_not_built_says_what_to_do(served: Served, path: str) -> None:
    reply = served.ask("GET", path)
    assert (reply.status, reply.headers["Content-Type"]) == (503, "text/html; charset=utf-8")
    assert "请运行 make run" in reply.body.decode()


def test_the_folder_gives_the_page_and_is_asked_for_each_time(served: Served, built: Path) -> None:
    reply = served.ask("GET", "/kiosk/")
    assert (reply.status, reply.body.decode()) == (200, "<!doctype html>页面")
    assert reply.headers["Content-Type"] == "text/html; charset=utf-8"
    assert reply.headers["Cache-Control"] == "no-cache"
    assert "default-src 'self'" in reply.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in reply.headers["Content-Security-Policy"]


def test_the_address_without_a_slash_leads_there(served: Served, built: Path) -> None:
    reply = served.ask("GET", "/kiosk")
    assert (reply.status, reply.headers["Location"]) == (308, "/kiosk/")


@pytest.mark.parametrize(
    ("path", "kind"),
    [("index-4f3a.js", "text/javascript; charset=utf-8"), ("icons-99.woff2", "font/woff2")],
)
def test_what_never_changes_is_kept(served: Served, built: Path, path: str, kind: str) -> None:
    reply = served.ask("GET", f"/kiosk/assets/{path}")
    assert (reply.status, reply.headers["Content-Type"]) == (200, kind)
    assert "immutable" in reply.headers["Cache-Control"]
    assert reply.headers["X-Content-Type-Options"] == "nosniff"


def test_the_service_worker_is_asked_for_each_time(served: Served, built: Path) -> None:
    assert served.ask("GET", "/kiosk/sw.js").headers["Cache-Control"] == "no-cache"


def test_a_place_inside_the_page_gives_the_page(served: Served, built: Path) -> None:
    assert served.ask("GET", "/kiosk/place/5").body == (built / "index.html").read_bytes()


@pytest.mark.parametrize(
    "path",
    [
        "assets/gone.js",
        "../secret.txt",
        "..%2fsecret.txt",
        "%2e%2e/secret.txt",
        "assets/%2e%2e/%2e%2e/secret.txt",
        "..%2f..%2fdb%2fsecret.txt",
        "%00.js",
        "%ED%A0%80.js",
        f"{'x' * 300}.js",
        "circle.js",
        "api/nothing",
    ],
)
def test_nothing_else_is_served(served: Served, built: Path, path: str) -> None:
    (built / "circle.js").symlink_to(built / "circle.js")
    reply = served.ask("GET", f"/kiosk/{path}")
    assert reply.status == 404
    assert b"other" not in reply.body


def test_a_link_out_of_the_folder_is_not_followed(served: Served, built: Path) -> None:
    (built / "out.txt").symlink_to(built.parent / "secret.txt")
    assert served.ask("GET", "/kiosk/out.txt").status == 404
