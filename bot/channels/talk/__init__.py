"""The talk API: one conversation over HTTP and WebSocket, the same for kiosk and mini program."""

from bot.channels.talk.api import add_talk
from bot.channels.talk.bearer import Person, session_of
from bot.channels.talk.model import Talk

__all__ = ["Person", "Talk", "add_talk", "session_of"]
