"""Inputs put to every route and socket of a bot that runs."""

from __future__ import annotations

import http.client
import json
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote, urlsplit

from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from evaluation.fuzz.counting import STALL, Tally
from evaluation.fuzz.inputs import Input, made, value
from evaluation.items import EvaluationError
from luohu.settings import ROOT
from tools.run import RunningBot
from tools.variables import project_variables

_PATIENCE = 60.0
# A conversation is gone on with for so many requests, then another one begins.
_OF_A_SESSION = 20
# One look in the library in so many is as long as a message may be.
_LONG_LOOKS = 20
# How often a slow request is sent anew.
_AGAIN = 2
_PERSON = "fuzz"
# What the action server is asked for, by the Rasa server alone.
_OF_ACTIONS = ("/library/", "/desk/")


@dataclass(frozen=True)
class _Reply:
    """What came of one request."""

    seconds: float
    faults: tuple[str, ...] = ()
    content: bytes = b""
    cookie: str = ""


@dataclass
class Caller:
    """Sends requests and counts what comes of them.

    Attributes:
        address: of the bot.
        rng: decides what is sent.
        token: of the conversation under way.
        actions: address of its action server.
        cookie: of the operator.
        numbers: the digits of the made-up personal numbers that were sent in plain digits.
        tallies: what came of the requests, by channel.
    """

    address: str
    actions: str
    rng: Random
    token: str = ""
    cookie: str = ""
    numbers: list[str] = field(default_factory=list)
    tallies: dict[str, Tally] = field(default_factory=dict)
    _told: list[str] = field(default_factory=list)

    def ask(self, channel: str, method: str, path: str, body: Any = None, **headers: str) -> Any:  # noqa: ANN401
        """Send a request; gives the JSON that came back, None where there was none."""
        tally = self.tallies.setdefault(channel, Tally())
        data = body if body is None or isinstance(body, bytes) else _json(body)
        self.remember(data or b"")
        reply = self._sent(method, path, data, headers)
        for again in range(_AGAIN):
            if reply.seconds <= STALL:
                break
            # The machine may have been busy: what takes so long by itself does so every time. A
            # message under a known id would only be looked up.
            tally.faults["slow once"] += again == 0
            data = _json({**body, "id": f"again{again}"}) if isinstance(body, dict) else data
            repeated = self._sent(method, path, data, headers)
            reply = replace(reply, seconds=min(reply.seconds, repeated.seconds))
        tally.add(reply.seconds, *reply.faults)
        if reply.cookie:
            self.cookie = reply.cookie.split(";")[0]
        try:
            return json.loads(reply.content)
        except ValueError:
            return None

    def _sent(
        self, method: str, path: str, data: bytes | None, headers: Mapping[str, str]
    ) -> _Reply:
        parts = urlsplit(self.actions if path.startswith(_OF_ACTIONS) else self.address)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=_PATIENCE)
        sent = {"Content-Type": "application/json", **headers}
        started = time.perf_counter()
        try:
            connection.request(method, path, data, sent)
            reply = connection.getresponse()
            content = reply.read()
        except (OSError, http.client.HTTPException) as error:
            return _Reply(time.perf_counter() - started, ("exception", type(error).__name__))
        finally:
            connection.close()
        faults = ("5xx",) if reply.status >= 500 else ()
        cookie = reply.getheader("Set-Cookie") or ""
        return _Reply(time.perf_counter() - started, faults, content, cookie)

    def said(self) -> str:
        """A text that somebody may send; its number counts once it is sent."""
        given: Input = made(self.rng)
        if not given.number:
            return given.text
        # As most people write it: so it can be looked for in files.
        self._told.append(given.number)
        return f"我的号码是{given.number}。{given.text}"

    def remember(self, sent: bytes) -> None:
        """Count the numbers of texts that were made for what is sent."""
        self.numbers += (number for number in self._told if number.encode() in sent)

    def forget(self) -> None:
        """Begin anew with what may be sent."""
        self._told.clear()

    def odd(self, **fields: object) -> object:
        """A body: fields as they should be, or one of them of another type, or anything else."""
        if self.rng.randrange(4) == 0:
            return self.rng.choice([value(self.rng), b"{", b"\xff\xfe", b"[" * 9000, b""])
        if fields and self.rng.randrange(3) == 0:
            fields[self.rng.choice(list(fields))] = value(self.rng)
        return fields


def fuzz_routes(
    bot: RunningBot, python: Path, count: int, seed: int, progress: Callable[[int, int, str], None]
) -> tuple[dict[str, Tally], list[str]]:
    """Put inputs to the routes of a bot.

    Args:
        bot: the bot.
        python: of the environment in which accounts are made.
        count: how many rounds; each sends one request or a few.
        seed: the same inputs come of the same seed.
        progress: takes how many are done of how many, and where.

    Returns:
        What came of them, and the personal numbers that were sent in plain digits.

    Raises:
        EvaluationError: no account can be made.
    """
    caller = Caller(bot.bot_url, bot.actions_url, Random(seed))
    _sign_in(caller, bot, python)
    channels = (
        *(_rest, _kiosk, _hotline, _telephone, _wechat, _mini_program),
        *(_socket, _live, _pages, _upkeep, _actions),
    )
    for number in range(1, count + 1):
        if number % _OF_A_SESSION == 1:
            opened = caller.ask("kiosk", "POST", "/kiosk/api/session", {"region": "371000"})
            caller.token = str((opened or {}).get("token", ""))
        caller.forget()
        channels[number % len(channels)](caller)
        progress(number, count, "requests")
    return caller.tallies, caller.numbers


def numbers_kept(folder: Path, numbers: list[str]) -> int:
    """How many numbers stand in the files of a folder: databases, their logs, log files."""
    found: set[str] = set()
    for file in sorted(folder.glob("db/*")) + sorted(folder.glob("log/*")):
        content = file.read_bytes()
        found |= {number for number in numbers if number.encode() in content}
    return len(found)


def _rest(caller: Caller) -> None:
    sender = f"{_PERSON}{caller.rng.randrange(50)}"
    body = caller.odd(sender=sender, message=caller.said(), id=f"m{caller.rng.randrange(10**6)}")
    caller.ask("rest", "POST", "/webhooks/rest/webhook", body)
    if caller.rng.randrange(4) == 0:
        opinion = caller.odd(sender=sender, id="m1", rating="down", comment=caller.said())
        caller.ask("rest", "POST", "/webhooks/rest/feedback", opinion)


def _kiosk(caller: Caller) -> None:
    rng, bearer = caller.rng, {"Authorization": f"Bearer {caller.token}"}
    number = f"q{rng.randrange(10**6)}"
    path, body = rng.choice(
        [
            ("messages", caller.odd(id=number, text=caller.said())),
            ("messages", caller.odd(id=number, text=caller.said(), resent=True)),
            ("region", caller.odd(code="370983")),
            ("feedback", caller.odd(id=number, rating="up", comment=caller.said())),
            ("cases", caller.odd()),
            ("facts/forget", caller.odd(name=made(rng).text[:20])),
            ("end", caller.odd()),
            (f"cases/{quote(made(rng).text[:40].encode('utf-8', 'replace'))}", caller.odd()),
            ("session", caller.odd(region="371000", terminal="hall-1", key=made(rng).text[:32])),
        ]
    )
    caller.ask("kiosk", "POST", f"/kiosk/api/{path}", body, **bearer)
    wanted = quote(made(rng).text[:80].encode("utf-8", "replace"))
    look = rng.choice(
        [
            f"search?q={wanted}",
            f"search?q={wanted}&region=371000",
            f"documents/{wanted}",
            f"facts?region={wanted}",
            f"messages?after={wanted}",
            "regions",
            wanted,
        ]
    )
    caller.ask("kiosk", "GET", f"/kiosk/api/{look}", **bearer)


def _hotline(caller: Caller) -> None:
    rng, sent = caller.rng, {"Cookie": caller.cookie}
    opened = caller.ask(
        "hotline", "POST", "/hotline/api/calls", caller.odd(region="371000"), **sent
    )
    call = (opened or {}).get("id") if isinstance(opened, dict) else None
    call = call or quote(made(rng).text[:20].encode("utf-8", "replace"))
    segments = [{"sequence": rng.randint(0, 5), "speaker": "caller", "text": caller.said()}]
    method, path, body = rng.choice(
        [
            ("POST", "segments", caller.odd(segments=segments)),
            ("POST", "segments", caller.odd(segments=segments)),
            ("PUT", "facts", caller.odd(facts={"dwelling_in_town": True})),
            ("PUT", "region", caller.odd(region="370983")),
            ("POST", "compare", caller.odd(regions=["371000", "370983"])),
            ("POST", "case", caller.odd()),
            ("POST", "end", caller.odd()),
            ("GET", "summary", None),
        ]
    )
    caller.ask("hotline", method, f"/hotline/api/calls/{call}/{path}", body, **sent)
    decision = caller.odd(decision="reject", reason=caller.said())
    caller.ask("hotline", "POST", "/hotline/api/suggestions/x/decision", decision, **sent)
    wanted = quote(made(rng).text[:40].encode("utf-8", "replace"))
    looks = ("", "/summary")
    others = (f"documents/{wanted}", f"facts?region={wanted}", "regions", "calls", "me")
    for look in (
        *(f"reports?from={wanted}", f"search?q={wanted}", f"reports/{wanted}.csv"),
        f"calls/{call}{rng.choice(looks)}",
        rng.choice(others),
    ):
        caller.ask("hotline", "GET", f"/hotline/api/{look}", **sent)
    # Without a cookie, so that the operator stays signed in.
    caller.ask("hotline", "POST", "/hotline/api/sign-out", caller.odd())
    caller.ask("hotline", "POST", "/hotline/api/sign-in", caller.odd(name=5, password=[]))
    back = caller.odd(state=caller.said(), code=[], error="access_denied")
    caller.ask("hotline", "POST", "/hotline/api/single-sign-on/finish", back)


def _telephone(caller: Caller) -> None:
    segment = {"sequence": caller.rng.randrange(99), "speaker": "caller", "text": caller.said()}
    body = caller.odd(operator=_PERSON, call=f"pbx{caller.rng.randrange(9)}", segments=[segment])
    bearer = {"Authorization": f"Bearer {KEY}"}
    caller.ask("telephone", "POST", "/hotline/api/transcripts", body, **bearer)


def _wechat(caller: Caller) -> None:
    query = "&".join(
        f"{name}={quote(made(caller.rng).text[:30].encode('utf-8', 'replace'))}"
        for name in ("signature", "timestamp", "nonce", "msg_signature", "echostr")
    )
    account = caller.rng.choice(("official", "miniprogram"))
    body = made(caller.rng).text.encode("utf-8", "replace")
    caller.ask("wechat", caller.rng.choice(("GET", "POST")), f"/wechat/{account}?{query}", body)


def _mini_program(caller: Caller) -> None:
    body = caller.odd(id="m1", text=caller.said())
    path = caller.rng.choice(
        ("login", "messages", "region", "cases", "feedback", "facts/forget", "end")
    )
    bearer = {"Authorization": f"Bearer {made(caller.rng).text[:9].encode('ascii', 'ignore')!r}"}
    caller.ask("miniprogram", "POST", f"/miniprogram/api/{path}", body, **bearer)


def _pages(caller: Caller) -> None:
    path = quote(made(caller.rng).text[:60].encode("utf-8", "replace"))
    caller.ask("pages", "GET", f"/{caller.rng.choice(('kiosk', 'hotline'))}/{path}")


def _upkeep(caller: Caller) -> None:
    caller.ask("upkeep", "GET", "/upkeep/ready")
    bearer = {"Authorization": f"Bearer {made(caller.rng).text[:40].encode('ascii', 'ignore')!r}"}
    body = caller.odd(kind="rest", name=made(caller.rng).text[:40])
    caller.ask("upkeep", "POST", "/upkeep/erase", body, **bearer)


def _actions(caller: Caller) -> None:
    """What only the Rasa server asks: bodies of its form, and others."""
    rng = caller.rng
    session = rng.choice([None, {"region": "371000"}, value(rng)])
    turn = rng.choice([value(rng), {"kind": "answer"}])
    path, body = rng.choice(
        [
            ("suggestion", caller.odd(text=caller.said(), turn=turn, session=session)),
            ("compare", caller.odd(session=session, regions=["371000", "370983"])),
            ("facts", caller.odd(session=session, facts={"dwelling_in_town": value(rng)})),
        ]
    )
    caller.ask("action server", "POST", f"/desk/{path}", body)
    wanted = quote(made(rng, _LONG_LOOKS).text.encode("utf-8", "replace"))
    looks = (f"search?q={wanted}", f"documents/{wanted[:60]}", f"facts?region={wanted[:60]}")
    caller.ask("action server", "GET", f"/library/{rng.choice((*looks, 'regions'))}")


def _socket(caller: Caller) -> None:
    """A few frames of a person's socket, the last of which a ping has to be answered after."""
    _talked(caller, "/kiosk/api/socket", {}, [*_frames(caller), '{"type": "ping"}'])


def _live(caller: Caller) -> None:
    """An operator's page, which hears something as soon as it is there."""
    cookie = caller.rng.choice(
        (caller.cookie, made(caller.rng).text[:20].encode("utf-8", "replace").hex())
    )
    _talked(caller, "/hotline/api/live", {"Cookie": cookie}, [*_frames(caller)])


def _talked(
    caller: Caller, path: str, headers: Mapping[str, str], frames: list[str | bytes]
) -> None:
    tally = caller.tallies.setdefault("sockets", Tally())
    for frame in frames:
        caller.remember(frame.encode() if isinstance(frame, str) else frame)
    started = time.perf_counter()
    address = f"{caller.address.replace('http', 'ws', 1)}{path}"
    try:
        with connect(
            address, open_timeout=_PATIENCE, close_timeout=2, additional_headers=headers
        ) as socket:
            for frame in frames:
                socket.send(frame)
            socket.recv(timeout=_PATIENCE)
    except TimeoutError:
        tally.add(time.perf_counter() - started, "exception", "no answer")
    except (OSError, WebSocketException):
        # Hung up on, as it should be after such frames.
        tally.add(time.perf_counter() - started)
    else:
        tally.add(time.perf_counter() - started)


def _frames(caller: Caller) -> Iterator[str | bytes]:
    if caller.rng.randrange(3):
        yield json.dumps({"type": "hello", "token": caller.token})
    for _ in range(caller.rng.randrange(3)):
        body = caller.odd(type="message", id=f"s{caller.rng.randrange(10**6)}", text=caller.said())
        yield body if isinstance(body, bytes) else _json(body).decode()


def _sign_in(caller: Caller, bot: RunningBot, python: Path) -> None:
    command = [str(python), "-m", "bot.records.accounts", "add", _PERSON, "--generate"]
    roles = ["--role", "operator", "--role", "supervisor", "--role", "policy"]
    variables = project_variables(ROOT, {"LUOHU_VAR_DIR": str(bot.var_dir)})
    made_account = subprocess.run(
        [*command, *roles], cwd=ROOT, env=variables, capture_output=True, text=True, check=False
    )
    if made_account.returncode:
        raise EvaluationError(f"no account was made: {made_account.stderr.strip()}")
    password = made_account.stdout.rsplit(": ", 1)[1].strip()
    body = {"name": _PERSON, "password": password}
    caller.ask("hotline", "POST", "/hotline/api/sign-in", body)


def _json(body: object) -> bytes:
    return json.dumps(body).encode("utf-8")


KEY = "a key that only the fuzzed bot takes, long enough"
SETTINGS: Mapping[str, str] = {
    "LUOHU_ASR_KEY": KEY,
    # The bot's own files, whatever this shell is set to.
    "LUOHU_RECORDS_DB": "",
    **{
        f"LUOHU_{account}_{name}": f"{account} {name}"
        for account in ("OFFICIAL", "MINIPROGRAM")
        for name in ("APP_ID", "SECRET", "TOKEN")
    },
    "LUOHU_WECHAT_API": "http://127.0.0.1:1",
    "LUOHU_OIDC_ISSUER": "http://127.0.0.1:1",
    "LUOHU_OIDC_CLIENT_ID": "console",
    "LUOHU_OIDC_SECRET": "secret of the console",
    "LUOHU_OIDC_CONSOLE": "http://127.0.0.1/hotline/",
}
"""What lets every channel of a bot be reached."""
