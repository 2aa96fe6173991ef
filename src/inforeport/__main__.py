"""`python -m inforeport` is `inforeport`."""

from inforeport.cli import main

main()
