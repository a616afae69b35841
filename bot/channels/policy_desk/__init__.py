"""The policy desk's part of the console: its routes below ``/hotline/api/desk``."""

from bot.channels.policy_desk.routes import add_policy_desk as add_policy_desk
