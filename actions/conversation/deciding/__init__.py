"""What is decided on a message: pure functions of a situation, tried in the order of ``decide``."""
