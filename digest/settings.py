"""newsletter.toml: what a new one says, and what is wrong with one that was edited."""

import contextlib
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from digest.model import DeskError, KeyChoices, Newsletter, clean_line
from digest.model.mistakes import mistakes

T = TypeVar("T")

UNNAMED = "My Newsletter"

_STARTER = """\
# {name}: the settings of this newsletter. Lines that begin with # are explanations or examples.

name = {quoted}
# tagline = "What happened in the city, and what comes next"
language = "en"             # the mail's fixed words and dates: en, fa, ar, fr, de, es, or one of yours in languages/
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
# at_once = 100
# automatic = true          # an open desk asks by itself the sources whose time has come; otherwise r does
# full_text = false         # leave what a feed cuts off at that; otherwise its page is read when you come to it

# [retention]
# dismissed_days = 60       # after that a dismissed article keeps title, blurb and address, but not its text

# [mail]
# images = "embed"          # pictures of the web go with the mail; otherwise ("link") each reader fetches them

# The server that takes the mail. The password is not for this file: set DIGEST_SMTP_PASSWORD, name a command
# that prints it, or keep it in the system's keyring.
# [smtp]
# host = "smtp.example.org"
# security = "starttls"     # or "tls"
# username = "editor@example.org"
# password_command = "pass show mail/ledger"

# A language model, on this machine or elsewhere, that drafts a summary or a subject line when you ask it to: it gets
# what you ask about. Its key is not for this file: set DIGEST_ASSISTANT_KEY, or name a command.
# [assistant]
# url = "http://localhost:11434/v1"
# model = "llama3.2"
# key_command = "pass show assistant"
# prompt = "Summarise the article in {{words}} words, in the language {{language}}. Dry humour is welcome."
# price_in = 0.15           # per million tokens read; price_out: written

# Other keys for the desk's actions, by the names that the help (?) shows as you search in it.
# [keys]
# compose.draft = "z"
# read.pick = ["space", "P"]

# What each new digest begins with. Kinds: lead, stories, briefs, cards, quote, text.
# [[sections]]
# title = "Must read"
# kind = "stories"
# words = 60                # for a summary in it
# items = 5
"""


def starter(name: str) -> str:
    """A new newsletter's commented file, under any name: it is cleaned, and stands quoted."""
    # Both the comment and the string must survive whatever a person chooses.
    heading = clean_line(name) or UNNAMED
    return _STARTER.format(name=heading, quoted=_toml_string(heading))


def read_settings(toml: Path) -> Newsletter:
    """The publication as the file `toml` has it.

    Raises DeskError that names the file and each mistake in it: the key, and what was expected.
    """
    try:
        return _read(toml, Newsletter.model_validate)
    except FileNotFoundError:
        raise DeskError(
            f"There is no newsletter in {toml.parent}: make one with 'digest init', or name another folder with -w."
        ) from None


def key_choices(newsletter: Newsletter, toml: Path) -> list[tuple[Path, KeyChoices]]:
    """The keys that the curator chose, by the file that says so: the one for all newsletters, then this one's.

    Raises DeskError as `read_settings` does. It is well if there is no file for all.
    """
    from platformdirs import user_config_path

    own = user_config_path("digest-desk", appauthor=False) / "keys.toml"
    choices = [(toml, newsletter.keys)]
    with contextlib.suppress(FileNotFoundError):
        choices.insert(0, (own, _read(own, TypeAdapter(KeyChoices).validate_python)))
    return choices


def _read(toml: Path, validate: Callable[[dict[str, Any]], T]) -> T:
    """What `validate` makes of a settings file. Raises FileNotFoundError, or DeskError for each mistake in it."""
    try:
        text = toml.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise
    except OSError as error:
        raise DeskError(f"{toml} cannot be read ({error.strerror}): mend its permissions.") from error
    except UnicodeDecodeError as error:
        raise DeskError(f"{toml} is not UTF-8 text (at byte {error.start}): save it as UTF-8.") from error
    try:
        return validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise DeskError(f"{toml} is not valid TOML: {error}.") from error
    except ValidationError as error:
        raise DeskError(f"{toml}: {mistakes(error, Newsletter)}.") from error


def _toml_string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
