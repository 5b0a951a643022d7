"""The one error that a person is meant to read."""

import os


class DeskError(Exception):
    """Bad input or settings, told in one sentence: what is wrong, where, and what to do.

    Every room raises it (or a subclass) for what a curator can mend. The command line prints it on one
    line and leaves with exit code 2; the screen shows it as a notice. Anything else that is raised is a
    defect of the program.
    """


def refused(error: OSError) -> DeskError:
    """What the system refused, as a sentence: a full disk, too many open files, a folder that may not be written."""
    place = f" ({os.fsdecode(error.filename)})" if isinstance(error.filename, str | bytes) else ""
    return DeskError(f"The system refused: {error.strerror or error}{place}.")


class Interrupted(Exception):  # noqa: N818 - it is no error: nobody waits for the answer any more
    """A read was stopped on purpose: a newer question, or the end of the program, overtook it."""
