"""Secrets: never in a settings file, which anybody may read, but from a command that prints one."""

import shlex
import subprocess

from digest.model import DeskError

_SECONDS_TO_UNLOCK = 120
"""A command may ask a person for something first, in a window of its own."""


def secret_from(command: str, named_in: str) -> str:
    """The first line that `command` prints; "" where there is no command. It is run without a shell.

    Raises DeskError that says where the command is `named_in`, and nothing of what it printed.
    """
    if not command:
        return ""
    try:
        done = subprocess.run(  # noqa: S603 - the curator's own command, from a file that is theirs alone
            shlex.split(command),
            stdin=subprocess.DEVNULL,  # the keyboard and the screen are the desk's
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS_TO_UNLOCK,
            check=True,
        )
        return done.stdout.decode().partition("\n")[0].strip("\r")
    except (OSError, ValueError, IndexError, subprocess.SubprocessError) as error:
        # By its kind alone: what the command printed may be what nobody should read.
        told = (
            f"exit code {error.returncode}"
            if isinstance(error, subprocess.CalledProcessError)
            else type(error).__name__
        )
        raise DeskError(f"The {named_in} failed ({told}): try it in a terminal.") from None
