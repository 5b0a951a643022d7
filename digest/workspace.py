"""The folder a newsletter lives in: its paths and its newsletter.toml.

    newsletter.toml   the publication, written by the curator
    digest.db         everything collected, chosen and written
    images/           pictures of the curator's own
    templates/        mail templates that override the shipped ones
    out/              what was rendered

The folder is private to its owner (0700), and so are the files (0600).
"""

import difflib
import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from digest.model import DeskError, Newsletter, clean_line

UNNAMED = "My Newsletter"

_STARTER = """\
# {name}: the settings of this newsletter. Lines that begin with # are explanations or examples.

name = {quoted}
# tagline = "What happened in the city, and what comes next"
language = "en"             # the mail's fixed words and dates: en, fa, ar, fr, de, es
timezone = "UTC"            # decides which day a digest carries, e.g. "Europe/Berlin"
template = "ledger"
# first_number = 1

# What the law of many countries wants in each mail:
# postal_address = "The Example Ledger, 1 Example Street, 00000 Example"
# unsubscribe_url = "https://news.example.org/unsubscribe"
# preferences_url = "https://news.example.org/preferences"
# archive_url = "https://news.example.org/archive/"
# footer = "You get this mail because you signed up at news.example.org."

[sender]
# name = "The Example Ledger"
# email = "editor@example.org"
# reply_to = "desk@example.org"

[brand]
# accent = "#9a2a1a"        # headings and links; accent_dark is the same in dark mode
# width = 620

[fetch]
# interval_minutes = 30     # the least time between two requests to one source
# timeout_seconds = 20
# at_once = 32

# The server that takes the mail. The password is not for this file: set DIGEST_SMTP_PASSWORD, name a command
# that prints it, or keep it in the system's keyring.
# [smtp]
# host = "smtp.example.org"
# security = "starttls"     # or "tls"
# username = "editor@example.org"
# password_command = "pass show mail/ledger"

# What each new digest begins with. Kinds: lead, stories, briefs, cards, quote, text.
# [[sections]]
# title = "Must read"
# kind = "stories"
# words = 60
"""


@dataclass(frozen=True)
class Workspace:
    """A newsletter's folder, whether it exists yet or not."""

    root: Path

    @classmethod
    def locate(cls, chosen: Path | None = None) -> "Workspace":
        """The folder that was named, else `DIGEST_WORKSPACE`, else the platform's data folder."""
        named = chosen or os.environ.get("DIGEST_WORKSPACE")
        if named:
            return cls(Path(named).expanduser().absolute())
        from platformdirs import user_data_path

        return cls(user_data_path("digest-desk", appauthor=False))

    @property
    def toml(self) -> Path:
        """The settings file."""
        return self.root / "newsletter.toml"

    @property
    def database(self) -> Path:
        """The one SQLite file."""
        return self.root / "digest.db"

    @property
    def templates(self) -> Path:
        """Templates that override the shipped ones."""
        return self.root / "templates"

    @property
    def images(self) -> Path:
        """Pictures that items name as `images/NAME`."""
        return self.root / "images"

    @property
    def out(self) -> Path:
        """Where rendered files go when no other place is named."""
        return self.root / "out"

    def exists(self) -> bool:
        """Whether there is a newsletter here."""
        return self.toml.is_file()

    def create(self, name: str = UNNAMED) -> list[Path]:
        """Make what is not there yet of the folder and its commented newsletter.toml; what was made.

        Nothing that exists is touched. Raises DeskError where the folder cannot be written.
        """
        made: list[Path] = []
        try:
            for folder in (self.root, self.images, self.templates, self.out):
                if not folder.is_dir():
                    folder.mkdir(parents=True, mode=0o700)
                    made.append(folder)
            if not self.toml.exists():
                with open(self.toml, "x", encoding="utf-8", opener=_private) as file:
                    # Both the comment and the string must survive any name that a person may choose.
                    heading = clean_line(name) or UNNAMED
                    file.write(_STARTER.format(name=heading, quoted=_toml_string(heading)))
                made.append(self.toml)
        except OSError as error:
            raise DeskError(
                f"The workspace {self.root} cannot be written ({error.strerror}): "
                "choose another folder with -w, or mend its permissions."
            ) from error
        return made

    def newsletter(self) -> Newsletter:
        """The publication as newsletter.toml has it.

        Raises DeskError that names the file and each mistake in it: the key, and what was expected.
        """
        try:
            text = self.toml.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            raise DeskError(
                f"There is no newsletter in {self.root}: make one with 'digest init', or name another folder with -w."
            ) from None
        except OSError as error:
            raise DeskError(
                f"{self.toml} cannot be read ({error.strerror}): mend its permissions."
            ) from error
        except UnicodeDecodeError as error:
            raise DeskError(
                f"{self.toml} is not UTF-8 text (at byte {error.start}): save it as UTF-8."
            ) from error
        try:
            return Newsletter.model_validate(tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            raise DeskError(f"{self.toml} is not valid TOML: {error}.") from error
        except ValidationError as error:
            mistakes = "; ".join(_mistake(detail) for detail in error.errors(include_url=False))
            raise DeskError(f"{self.toml}: {mistakes}.") from error


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _toml_string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _mistake(detail: ErrorDetails) -> str:
    key = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in detail["loc"]).lstrip(
        "."
    )
    if detail["type"] == "extra_forbidden":
        return f"{key} is not a key here{_suggestion(detail['loc'])}"
    if detail["type"] == "missing":
        return f"{key} is missing"
    expected = detail["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, ")
    return f"{key}: {expected[:1].lower()}{expected[1:]}, not {_shown(detail['input'])}"


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _suggestion(location: tuple[int | str, ...]) -> str:
    known = list(_keys_at(Newsletter, location[:-1]))
    near = difflib.get_close_matches(str(location[-1]), known, n=1)
    if near:
        return f" (did you mean {near[0]}?)"
    return f" (known: {', '.join(known)})" if known else ""


def _keys_at(model: type[BaseModel], path: tuple[int | str, ...]) -> Iterator[str]:
    """The keys that the settings know at `path`, a location as pydantic reports it."""
    for part in path:
        if isinstance(part, int):
            continue
        field = model.model_fields.get(part)
        inner = _model_in(field.annotation) if field else None
        if inner is None:
            return
        model = inner
    yield from model.model_fields


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        if found := _model_in(inner):
            return found
    return None
