"""Finding a book: ISBN, search, our own catalogue, and catalogue files from outside.

Knows published works only. What one child reads, thinks or typed lives in `readify.models.shelf`.
"""
