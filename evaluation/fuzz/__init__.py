"""Hostile and odd inputs, made by chance: does anything break, stall, obey or keep a number?"""
