"""A text in the curator's own editor."""

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from digest.model import DeskError

_LOOK_AGAIN = 0.02
"""Seconds between two looks whether the editor was left."""

_ENDS = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


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

    The terminal must be free. Where a signal ends the editor, its own or one that was meant for us, what it had saved
    by then counts. Raises DeskError when the editor fails or leaves no text behind.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="digest-") as folder:
            path = Path(folder) / "words.md"
            path.write_text(text + "\n", encoding="utf-8")
            _edit(path, command)
            return _read(path)
    except OSError as error:
        raise DeskError(
            f"The text could not be handed to the editor ({error.strerror}): make room in the folder for such files."
        ) from error


def _edit(path: Path, command: list[str]) -> None:
    """Let the editor have the file, until it is left."""
    try:
        editor = subprocess.Popen([*command, str(path)])  # noqa: S603 - their own choice
    except OSError as error:
        raise DeskError(f"The editor {command[0]!r} could not be started: {error.strerror}.") from error
    with editor, _ended_with_us(editor) as signals:
        # Again and again: a signal that another thread of ours hears does not end a wait, nor is it passed on in one.
        while (code := editor.poll()) is None:
            time.sleep(_LOOK_AGAIN)
    if code > 0 and not signals:
        raise DeskError(f"The editor {command[0]!r} left with code {code}: the text stays as it was.")


@contextmanager
def _ended_with_us(editor: "subprocess.Popen[bytes]") -> Iterator[list[int]]:
    """Pass on what is to end us to the editor; what has come. That we heard it too is seen to once the block ends.

    Ctrl-C is the editor's alone, as in a shell.
    """
    come: list[int] = []

    def pass_on(number: int, _: FrameType | None) -> None:
        come.append(number)
        editor.send_signal(number)

    before = {number: signal.signal(number, pass_on) for number in _ENDS}
    before[signal.SIGINT] = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield come
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").rstrip("\n")
    except (OSError, UnicodeDecodeError):
        raise DeskError("The editor left no text that can be read: the text stays as it was.") from None
