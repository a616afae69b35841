"""Teaches the default encoder which clause an everyday question is about (``make train``)."""
