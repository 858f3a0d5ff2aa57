"""Things on paper: posters, sign-in cards and what they are made of.

Frozen values in, bytes out; no database.
"""
