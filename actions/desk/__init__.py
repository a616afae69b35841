"""What an operator with a caller on the line is shown beside the bot's turn."""
