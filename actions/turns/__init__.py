"""Turns: the one shape of everything the bot says, and the one place that builds it."""
