"""For who makes a mail template: which there are, a copy to begin with, and a trial of one."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from digest.model import Brand, DeskError, Digest, Item, Newsletter, Section, SectionKind
from digest.render.digest import render_digest
from digest.render.templates import find, names, shipped_templates
from digest.render.words import words

_TRIED_IN = ("en", "fa")
"""One language of each direction."""


@dataclass(frozen=True)
class Listed:
    """A template that a newsletter can choose: its name, what it is for, and the folder its first file is in."""

    name: str
    about: str
    folder: Path

    @property
    def shipped(self) -> bool:
        """Whether nothing of the workspace has a part in it."""
        return self.folder.parent == shipped_templates()


def listed(template_dirs: Sequence[Path]) -> list[Listed]:
    """All templates, by name. Raises DeskError where one's theme.toml is wrong."""
    found = [find(name, template_dirs) for name in names(template_dirs)]
    return [Listed(template.name, template.theme.about, template.folders[0]) for template in found]


def copy(name: str, into: Path) -> Path:
    """Put a copy of the shipped template `name` into the workspace's template folder, and say where it is.

    The parts that it shares with the others come along, so that each can be changed. Raises DeskError where there
    is no such template, or the workspace has one of the name: nothing is overwritten.
    """
    template = find(name, [])
    target = into / name
    if target.exists():
        raise DeskError(f"{target} is there already: change it, or move it away first.")
    own = [folder for folder in template.folders if folder != shipped_templates()]
    for folder in reversed(own):
        _copy_files(folder, target)
    return target


def _copy_files(folder: Path, target: Path) -> None:
    """Contents alone: where the program is installed its files may be anybody's to read and nobody's to write."""
    for source in sorted(folder.rglob("*")):
        copied = target / source.relative_to(folder)
        copied.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if source.is_file():
            shutil.copyfile(source, copied)
            copied.chmod(0o600)


def try_out(
    name: str,
    template_dirs: Sequence[Path],
    brand: Brand | None = None,
    language: str = "en",
    languages: Path | None = None,
) -> int:
    """Draw a specimen of everything with the template `name`; the bytes of the heaviest HTML that came out.

    It wears `brand`, or the colours and fonts that a newsletter has where it sets none, and speaks `language` and
    one language of each direction, with the words of the workspace's folder `languages`.

    Raises DeskError, with file and line, for the first mistake.
    """
    find(name, template_dirs)
    return max(
        len(render_digest(newsletter, digest, template_dirs=template_dirs, languages=languages).html.encode())
        for tried in sorted({*_TRIED_IN, language})
        for newsletter, digest in _specimens(name, tried, brand or Brand(), languages)
    )


def _specimens(
    name: str, language: str, brand: Brand, languages: Path | None
) -> Iterator[tuple[Newsletter, Digest]]:
    """A newsletter and a digest that have everything, and two that have next to nothing."""
    fixed = words(language, languages)
    page = "https://newsletter.example/"
    bare = Newsletter(name=fixed.sections.briefs, language=language, template=name, brand=brand)
    yield (
        bare,
        Digest(number=1, date=date(2026, 1, 1), sections=_sections(Item(headline=fixed.sections.lead))),
    )
    full = bare.model_copy(
        update={
            "tagline": fixed.sections.cards,
            "postal_address": fixed.sections.stories,
            "unsubscribe_url": page,
            "preferences_url": page,
            "archive_url": page,
            "footer": f"*{fixed.footer}*",
        }
    )
    item = Item(
        headline=fixed.sections.lead,
        summary=f"**{fixed.read_story}**, [{fixed.web_version}]({page}).\n\n- `1`\n\n> {fixed.unsubscribe}",
        credit=fixed.sections.briefs,
        byline=fixed.preferences,
        minutes=3,
        url=page,
        image_url=f"{page}picture.png",
        image_alt=fixed.picture,
        also=[fixed.sections.cards],
    )
    prose = {"subject": full.tagline, "preheader": full.tagline, "intro": item.summary, "outro": item.summary}
    yield (
        full,
        Digest(number=1, date=date(2026, 1, 1), sections=_sections(item, item, item)).model_copy(
            update=prose
        ),
    )


def _sections(*items: Item) -> list[Section]:
    return [Section(title=kind.value, kind=kind, items=list(items)) for kind in SectionKind]
