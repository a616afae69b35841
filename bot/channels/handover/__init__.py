"""The resident's side of a person in the bot's place; the operators' is ``hotline/handovers``."""
