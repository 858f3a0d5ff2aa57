"""Untrusted forms and JSON become frozen, valid drafts. Web and API share them; no database here."""
