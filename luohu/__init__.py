"""What the Rasa server and the action server share: settings, clock, text, encoder, understanding."""
