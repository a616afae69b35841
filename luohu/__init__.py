"""What both processes share: settings, clock, text, places, encoder."""
