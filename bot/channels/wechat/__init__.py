"""Messages to a WeChat official account or to a mini program's customer service."""

from bot.channels.wechat.channel import WeChatChannel

__all__ = ["WeChatChannel"]
