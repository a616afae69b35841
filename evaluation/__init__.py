"""The open evaluation: questions with labels, and a scorecard of what the running bot answers."""
