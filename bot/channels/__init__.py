"""Channels: each authenticates, limits and renders, and knows nothing about policies."""
