"""The folder a newsletter lives in, and its paths.

    newsletter.toml   the publication, written by the curator (see `settings`)
    digest.db         everything collected, chosen and written
    images/           pictures of the curator's own
    templates/        mail templates that override the shipped ones
    languages/        the mail's fixed words in languages that do not ship, or other words than the shipped ones
    out/              what was rendered
    pictures/         pictures of the web that went with a mail; made when there are any

The folder is private to its owner (0700), and so are the files (0600).

The screen's first frame waits for this module: what reads and checks the settings is imported where it is used.
"""

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.model import Newsletter


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
    def languages(self) -> Path:
        """The mail's fixed words, a file for each language, before the shipped ones."""
        return self.root / "languages"

    @property
    def out(self) -> Path:
        """Where rendered files go when no other place is named."""
        return self.root / "out"

    @property
    def pictures(self) -> Path:
        """Pictures of the web that are mailed, as they were fetched."""
        return self.root / "pictures"

    def written(self) -> dict[Path, tuple[int, int]]:
        """When each file that the mail is made of was written last: the settings, and what lies in its own folders.

        With its size: clocks of file systems stand still for milliseconds, in which a file is emptied and filled.
        """
        folders = (self.templates, self.languages)
        stamps: dict[Path, tuple[int, int]] = {}
        for path in (self.toml, *(path for folder in folders for path in folder.rglob("*"))):
            try:
                stat = path.stat()
                stamps[path] = stat.st_mtime_ns, stat.st_size
            except OSError:
                continue  # gone between the two: the next look sees that
        return stamps

    def exists(self) -> bool:
        """Whether there is a newsletter here."""
        return self.toml.is_file()

    def create(self, name: str = "") -> list[Path]:
        """Make what is not there yet of the folder and its commented newsletter.toml; what was made.

        Nothing that exists is touched. Raises DeskError where the folder cannot be written.
        """
        from digest.model import DeskError
        from digest.settings import starter

        made: list[Path] = []
        try:
            for folder in (self.root, self.images, self.templates, self.out):
                if not folder.is_dir():
                    folder.mkdir(parents=True, mode=0o700)
                    made.append(folder)
            if not self.toml.exists():
                with open(self.toml, "x", encoding="utf-8", opener=_private) as file:
                    file.write(starter(name))
                made.append(self.toml)
        except OSError as error:
            raise DeskError(
                f"The workspace {self.root} cannot be written ({error.strerror}): "
                "choose another folder with -w, or mend its permissions."
            ) from error
        return made

    def newsletter(self) -> "Newsletter":
        """The publication as newsletter.toml has it.

        Raises DeskError that names the file and each mistake in it: the key, and what was expected.
        """
        from digest.settings import read_settings

        return read_settings(self.toml)

    def masthead(self) -> str:
        """The newsletter's name, unchecked: for a first frame. Empty where only `newsletter` can say what is wrong."""
        try:
            name = tomllib.loads(self.toml.read_text(encoding="utf-8-sig")).get("name")
        except (OSError, ValueError):
            return ""
        return name if isinstance(name, str) else ""


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
