"""Build the sentence encoder that both processes load (set-up time, Python 3.11 with torch)."""
