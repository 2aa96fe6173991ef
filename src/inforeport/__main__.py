"""`python -m inforeport` is `inforeport`."""

from inforeport import signals


def main() -> None:
    """Run the program; from its first line to its last a signal ends it quietly."""
    signals.end_at_once()
    from inforeport import cli

    try:
        cli.main()
    finally:
        signals.end_at_once()


if __name__ == "__main__":
    main()
