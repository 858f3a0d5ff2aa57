"""Every write, by noun. An action takes a session, flushes, and returns `Done`; `perform` commits.

Each begins by touching the reader's tally row, which serialises one reader's writes on every database.
"""
