"""`python -m inforeport` is `inforeport`."""

import sys

from inforeport import signals


def main() -> None:
    """Run the program; from its first line to its last a signal ends it quietly."""
    signals.end_at_once()
    if sys.argv[1:2] == ["__complete"]:  # a shell asks at every Tab: without the command line
        from inforeport import completion

        completion.answer(sys.argv[2:])
        return
    if sys.argv[1:2] == ["__workbook"]:  # a folder of PyInstaller's has no other interpreter
        from inforeport.intake import workbook

        workbook.run(sys.argv[2])
    if sys.argv[1:2] == ["--multiprocessing-fork"]:  # the folder again, for `rollup`
        from multiprocessing import freeze_support

        freeze_support()
    from inforeport import cli

    try:
        cli.main()
    finally:
        signals.end_at_once()


if __name__ == "__main__":
    main()
