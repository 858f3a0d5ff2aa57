"""Class lists that a school already has (EDEXML, OneRoster, CSV, XLSX): bytes in, a small roster out.

What a roster does not need (birth dates, numbers of the state, addresses, whole surnames) ends here: it is
named in the report and goes no further. Nothing here knows the database.
"""
