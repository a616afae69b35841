"""Rules proposed for a document of which nobody has written any; none of it is ever judged by."""
