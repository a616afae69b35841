"""What a message of WeChat asks of the bot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.channels.wechat.wire import RefusedError
from bot.channels.wechat.wording import has_word, word

_GREETED = {"subscribe", "user_enter_tempsession"}


@dataclass(frozen=True)
class Message:
    """A message or event.

    Attributes:
        id: the same for each repeat: WeChat's number, or what makes an event one.
        openid: who sent it, as this account knows them.
        text: what the person says, to be handed to Rasa; None where there is nothing.
        words: name of our own words to reply with; None where Rasa is asked or nothing is said.
    """

    id: str
    openid: str
    text: str | None = None
    words: str | None = None

    @property
    def silent(self) -> bool:
        """Whether it gets no answer."""
        return self.text is None and self.words is None


def read_message(fields: Mapping[str, str]) -> Message:
    """The message that a request's fields hold.

    Raises:
        RefusedError: it says not from whom or when.
    """
    openid, kind = fields.get("FromUserName", ""), fields.get("MsgType", "").lower()
    number = fields.get("MsgId", "")
    if not number:
        names = ("FromUserName", "CreateTime", "Event", "EventKey", "MsgType")
        number = "\n".join(fields.get(name, "") for name in names)
    if not openid or not (fields.get("MsgId") or fields.get("CreateTime")):
        raise RefusedError("the message does not say from whom and which it is")
    text, words = _event(fields) if kind == "event" else _content(kind, fields)
    return Message(number, openid, text, words)


def _event(fields: Mapping[str, str]) -> tuple[str | None, str | None]:
    event = fields.get("Event", "").lower()
    if event in _GREETED:
        return None, "welcome"
    if event == "click" and fields.get("EventKey"):
        return fields["EventKey"], None
    return None, None


def _content(kind: str, fields: Mapping[str, str]) -> tuple[str | None, str | None]:
    text = fields.get({"text": "Content", "voice": "Recognition"}.get(kind, ""), "")
    if kind == "text" and text.strip() == word("not_passed_on"):
        return None, "unsupported"
    if kind == "text" or text.strip():
        return text, None
    return None, kind if has_word(kind) else "unsupported"
