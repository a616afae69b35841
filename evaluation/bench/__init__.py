"""The benchmark: how fast and how large the bot is, beside a stock Rasa bot."""
