"""A document on the policy desk before it is published: read, confirmed, ruled on, judged by.

Nothing is kept here. The desk keeps what was read and what people said of it, and sends it along.
"""
