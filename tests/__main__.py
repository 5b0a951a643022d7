"""All that must hold before a change goes in, in one command: `python -m tests`; `--quick` leaves out what is slow.

Style, types, the arrows between the rooms, then the tests. Exits with the first failure's code at the end.
"""

import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sysconfig.get_path("scripts"))


def checks(quick: bool) -> list[list[str]]:
    """The commands, in order."""
    tests = [str(BIN / "pytest"), "-q", "-n", "2"]
    return [
        [str(BIN / "ruff"), "check", "digest", "tests"],
        [str(BIN / "ruff"), "format", "--check", "digest", "tests"],
        [str(BIN / "mypy")],
        [str(BIN / "lint-imports")],
        [*tests, *(["-m", "not slow"] if quick else [])],
    ]


def main() -> int:
    """Run every check, also after one failed, so that one run tells all."""
    failed = 0
    for command in checks("--quick" in sys.argv[1:]):
        print("$", Path(command[0]).name, *command[1:], flush=True)
        failed = subprocess.run(command, cwd=ROOT, check=False).returncode or failed
    return failed


if __name__ == "__main__":
    sys.exit(main())
