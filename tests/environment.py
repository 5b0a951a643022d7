"""The environment of a program that is started on a terminal of its own."""

import os


def of_a_terminal() -> dict[str, str]:
    """This process's environment, but for COLUMNS and LINES: they would win over the terminal's real size.

    Keys of one's own, in the user's settings, do not count either.
    """
    kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    return {**kept, "XDG_CONFIG_HOME": "/nonexistent"}
