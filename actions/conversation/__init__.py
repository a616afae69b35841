"""The conversation: from one message and what is known to one turn, without Rasa."""
