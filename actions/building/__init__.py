"""Building what the action server reads; serving imports nothing of it."""
