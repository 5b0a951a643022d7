"""The processes of this machine, where it is Linux. Any may end while it is asked about: then it is none of them."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class _Process:
    state: str
    parent: int


def children(pid: int) -> list[int]:
    """The processes that `pid` has begun and that have not ended."""
    numbers = [int(folder.name) for folder in Path("/proc").glob("[0-9]*")]
    return [number for number in numbers if (one := _running(number)) is not None and one.parent == pid]


def descendants(pid: int) -> list[int]:
    """Its children, and theirs."""
    return [number for child in children(pid) for number in (child, *descendants(child))]


def runs(pid: int) -> bool:
    """Whether it has not ended."""
    return _running(pid) is not None


def is_stopped(pid: int) -> bool:
    """Whether it waits to be called back, as after Ctrl-Z."""
    one = _running(pid)
    return one is not None and one.state == "T"


def _running(pid: int) -> _Process | None:
    """The process, unless it has ended; it may have, and wait for its parent to ask about that (a zombie, Z)."""
    try:
        state, parent, *_ = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(") ")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if state == "Z" else _Process(state, int(parent))
