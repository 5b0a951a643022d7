"""The mail templates: where they are, which files make one, and what its theme.toml says."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError, ValidationInfo, field_validator

from digest.model import Colour, DeskError, TemplateName
from digest.model.mistakes import mistakes
from digest.render.colour import AA, contrast, readable

COMMON = "common"
"""The folder of the partials and macros that all templates share; no template by itself."""


class Scheme(BaseModel):
    """The colours of one scheme that are the template's; accent and page are the newsletter's."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    card: Colour
    ink: Colour
    soft: Colour
    mute: Colour
    line: Colour

    @field_validator("ink", "soft", "mute")
    @classmethod
    def _read_on_the_card(cls, value: str, info: ValidationInfo) -> str:
        card = info.data.get("card")
        if card and contrast(value, card) < AA:
            raise ValueError(
                f"a colour that can be read on the card {card} was expected ({readable(value, card)} is the nearest)"
            )
        return value


class Theme(BaseModel):
    """A template's theme.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    about: str
    """What it is for, in a line."""
    parent: TemplateName = COMMON
    """The template whose files serve where this one has none of its own."""
    headline_font: Literal["serif", "sans"] = "serif"
    bare: bool = False
    """There is no page around the card: the mail's ground is the card's colour, and brand.page is not used."""
    light: Scheme = Scheme(card="#ffffff", ink="#1c1a17", soft="#413d38", mute="#67625a", line="#e2dccf")
    dark: Scheme = Scheme(card="#1d1e23", ink="#f2efe9", soft="#cbc7bf", mute="#a6a199", line="#3b3c44")


@dataclass(frozen=True)
class Template:
    """One template: its name, its theme, and the folders that its files are looked for in, first to last."""

    name: str
    theme: Theme
    folders: tuple[Path, ...]

    @cached_property
    def files(self) -> tuple[Path, ...]:
        """Every file that can take part, as they lie in the folders now."""
        return tuple(sorted({path for folder in self.folders for path in folder.rglob("*.j2")}))


def shipped_templates() -> Path:
    """The folder of the templates that ship: in the package where it is installed, beside it in a checkout."""
    package = Path(__file__).parent.parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


def roots(template_dirs: Sequence[Path]) -> tuple[Path, ...]:
    """`template_dirs`, the workspace's own, with the shipped templates last."""
    return tuple(dict.fromkeys([*template_dirs, shipped_templates()]))


def names(template_dirs: Sequence[Path]) -> tuple[str, ...]:
    """The names of all templates that a newsletter can choose."""
    found = {path.parent.name for root in roots(template_dirs) for path in root.glob("*/theme.toml")}
    return tuple(sorted(found))


def find(name: str, template_dirs: Sequence[Path]) -> Template:
    """The template `name`. Raises DeskError where there is none, or its theme.toml is wrong."""
    known = names(template_dirs)
    if name not in known:
        raise DeskError(
            f"There is no mail template {name!r}: set template in newsletter.toml to one of {', '.join(known)}."
        )
    places = roots(template_dirs)
    folders: list[Path] = []
    lineage: dict[str, Theme] = {}
    current = name
    while current != COMMON:
        if current in lineage or current not in known:
            why = "which stands on it" if current in lineage else "which is not there"
            raise DeskError(
                f"The mail template {name!r} stands on {current!r}, {why}: set its parent to one of {', '.join(known)}."
            )
        here = [root / current for root in places if (root / current).is_dir()]
        lineage[current] = _theme(here)
        folders += here
        current = lineage[current].parent
    folders += [root / COMMON for root in places]
    return Template(name, lineage[name], (*folders, *places))


def _theme(folders: Sequence[Path]) -> Theme:
    """The first theme.toml of the folders; a workspace that overrides a part of a template need not have one."""
    return _read_theme(next(path for folder in folders if (path := folder / "theme.toml").is_file()))


def _read_theme(path: Path) -> Theme:
    try:
        return Theme.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        raise DeskError(f"{path}: {mistakes(error, Theme)}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DeskError(f"{path} is no TOML file: {error}.") from None
