"""One person's facts checked without a server, for clerks and programs."""
