"""What an amending act changes in another document, and the consolidated text of both."""
