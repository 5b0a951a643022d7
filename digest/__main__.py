"""The door for `digest` and `python -m digest`."""

import atexit
import gc
import os
import sys
import threading


def main() -> None:
    """Run the command line and leave with its exit code."""
    from digest.cli.main import run

    _open_what_is_closed()
    codes: list[int] = []
    atexit.register(_leave, codes)
    codes.append(run(sys.argv[1:]))
    gc.freeze()  # what is left goes with the process: to look it through for circles would take a tenth of a command
    sys.exit(codes[0])


def _leave(codes: list[int]) -> None:
    """Leave at once with that code, after all that is done at the end, where a thread still runs.

    Python would take each such thread out of wherever it is; where that is Rust or C++ it aborts, or never ends.
    """
    if codes and threading.active_count() > 1:
        sys.stderr.flush()
        os._exit(codes[0])


def _open_what_is_closed() -> None:
    """A standard stream that the caller has closed leads nowhere: what is opened next would get its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))


if __name__ == "__main__":
    main()
