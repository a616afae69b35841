"""The accounts at WeChat that the channel serves."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass

from luohu.settings import WeChatAccount

_AES_KEY = re.compile(r"[A-Za-z0-9+/]{43}")


@dataclass(frozen=True)
class Account:
    """One account and what may be done with it.

    Attributes:
        name: last part of its address here.
        passive: whether an answer may stand in the reply to WeChat's request. A mini program's
            must go by the API.
        settings: what WeChat calls the account and how it signs.
    """

    name: str
    passive: bool
    settings: WeChatAccount

    @property
    def channel(self) -> str:
        """The channel's name in conversations and statistics."""
        return f"wechat_{self.name}"

    @property
    def encrypted(self) -> bool:
        """Whether messages are encrypted; then plain ones are refused."""
        return bool(self.settings.aes_key)

    @property
    def key(self) -> bytes:
        """The AES key itself."""
        return base64.b64decode(self.settings.aes_key + "=")

    def missing(self) -> list[str]:
        """Names of the settings without which the account cannot be served, or that are wrong."""
        settings = self.settings
        needed = {"APP_ID": settings.app_id, "SECRET": settings.secret, "TOKEN": settings.token}
        names = [name for name, value in needed.items() if not value]
        if settings.aes_key and not _AES_KEY.fullmatch(settings.aes_key):
            names.append("AES_KEY")
        return [f"{settings.prefix}_{name}" for name in names]
