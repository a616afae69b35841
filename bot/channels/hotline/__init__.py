"""The hotline: an operator with a caller on the line is shown what the documents say."""

from bot.channels.hotline.channel import HotlineChannel as HotlineChannel
