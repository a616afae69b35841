"""What a message says: the places, facts, durations and yes or no in a resident's words."""
