"""Committed files that follow from data, because others than our programs read them."""
