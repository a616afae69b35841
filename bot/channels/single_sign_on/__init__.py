"""Signing in to the console by the office's identity provider, beside names and passwords."""

from bot.channels.single_sign_on.routes import add_single_sign_on as add_single_sign_on
