"""What runs inside the Rasa server: intake, NLU components, channels."""
