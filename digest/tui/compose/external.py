"""A text in the curator's own editor."""

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from digest.model import DeskError


def editor_command() -> list[str]:
    """The editor that VISUAL or EDITOR names, or one that most machines have.

    Raises DeskError where there is none.
    """
    for name in ("VISUAL", "EDITOR"):
        if wanted := os.environ.get(name, "").strip():
            try:
                command = shlex.split(wanted)
            except ValueError:
                raise DeskError(
                    f"{name} is {wanted!r}, which cannot be read: set it like 'nano' or 'code --wait'."
                ) from None
            if shutil.which(command[0]) is None:
                raise DeskError(
                    f"{name} names {command[0]!r}, which is not installed: set it to an editor that is."
                )
            return command
    for known in ("nano", "vim", "vi", "micro", "helix", "emacs"):
        if shutil.which(known):
            return [known]
    raise DeskError("No editor was found: set EDITOR to the one you use, like EDITOR=nano.")


def edit_outside(text: str, command: list[str]) -> str:
    """`text` as it is after `command` has edited it, in a file that only this user can read.

    The terminal must be free. Raises DeskError when the editor fails or leaves no text behind.
    """
    with tempfile.TemporaryDirectory(prefix="digest-") as folder:
        path = Path(folder) / "words.md"
        path.write_text(text + "\n", encoding="utf-8")
        try:
            code = subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603 - their own choice
        except OSError as error:
            raise DeskError(f"The editor {command[0]!r} could not be started: {error.strerror}.") from error
        if code:
            raise DeskError(f"The editor {command[0]!r} left with code {code}: the text stays as it was.")
        try:
            return path.read_text(encoding="utf-8").rstrip("\n")
        except (OSError, UnicodeDecodeError):
            raise DeskError("The editor left no text that can be read: the text stays as it was.") from None
