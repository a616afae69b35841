"""Built pages, served by the bot itself; nothing in them comes from another address."""

from __future__ import annotations

import html
import mimetypes
from pathlib import Path

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.refusals import RefusedError
from bot.channels.web import SECURITY_HEADERS, refusal
from bot.words import word
from luohu.settings import settings

_A_YEAR = "public, max-age=31536000, immutable"
# Not in every system's table of types.
_TYPES = {".js": "text/javascript", ".webmanifest": "application/manifest+json"}
_TYPES |= {".woff2": "font/woff2", ".wasm": "application/wasm", ".svg": "image/svg+xml"}


def add_page(routes: Blueprint, name: str) -> None:
    """Serve what is built in the folder ``clients/NAME`` of the var folder.

    Args:
        routes: a blueprint whose prefix is the page's address, for instance ``/kiosk``; its other
            routes go before these.
        name: the page's folder.
    """

    @routes.get("/", name=f"{name}_page")
    async def page(request: Request) -> HTTPResponse:
        if not request.path.endswith("/"):
            return response.redirect(f"{request.path}/", SECURITY_HEADERS, status=308)
        return await _file(name, "")

    @routes.get("/<path:path>", name=f"{name}_files")
    async def file(_request: Request, path: str) -> HTTPResponse:
        return await _file(name, path)


async def _file(name: str, path: str) -> HTTPResponse:
    root = (settings().var_dir / "clients" / name).resolve()
    index = root / "index.html"
    if not index.is_file():
        return _plain(503, word("page_not_built"))
    wanted = _within(root, path)
    if wanted is None and (path.startswith("api/") or Path(path).suffix):
        return refusal(RefusedError(404, "no_such_address"))
    found = wanted or index
    kept = found.parent == root / "assets"
    headers = {**SECURITY_HEADERS, "Cache-Control": _A_YEAR if kept else "no-cache"}
    return await response.file(found, headers=headers, mime_type=_type(found))


def _within(root: Path, path: str) -> Path | None:
    """The file that is meant, None where there is none inside the folder."""
    try:
        wanted = (root / path).resolve()
        return wanted if wanted.is_relative_to(root) and wanted.is_file() else None
    except (OSError, RuntimeError, ValueError):
        # No file can have this name, or a link leads in a circle.
        return None


def _type(file: Path) -> str:
    found = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0]
    kind = found or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def _plain(status: int, text: str) -> HTTPResponse:
    body = f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><p>{html.escape(text)}</p>'
    headers = {**SECURITY_HEADERS, "Cache-Control": "no-store", "Retry-After": "60"}
    return response.html(body, status=status, headers=headers)
