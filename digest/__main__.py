"""The door for `digest` and `python -m digest`."""

import gc
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from digest.cli.main import run

    code = run(sys.argv[1:])
    gc.freeze()  # what is left goes with the process: to look it through for circles would take a tenth of a command
    sys.exit(code)


if __name__ == "__main__":
    main()
