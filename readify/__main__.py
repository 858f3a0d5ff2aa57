"""`python -m readify` is the command `readify`."""

from readify.cli import main

main()
