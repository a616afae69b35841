"""Checks of what is deployed by tools that know its formats: ``python3 -m tools.deploying``."""
