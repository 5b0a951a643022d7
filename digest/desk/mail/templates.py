"""The mail templates that the newsletter can wear: which there are, a copy to change, and a trial."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from digest.model import Newsletter
from digest.workspace import Workspace


class ListedTemplate(BaseModel):
    """A mail template: what it is for, the folder of its own files, and whether the newsletter wears it.

    `shipped` says that nothing of the workspace has a part in it.
    """

    name: str
    about: str
    folder: Path
    shipped: bool
    chosen: bool


class CopiedTemplate(BaseModel):
    """Where the copy of a template is."""

    template: str
    folder: Path


class TriedTemplate(BaseModel):
    """A template that draws everything, and the bytes of the heaviest HTML that it made of the specimens."""

    template: str
    bytes: int


@dataclass(frozen=True)
class Templates:
    """The shipped templates, and what the workspace's `templates/` makes of them."""

    workspace: Workspace
    newsletter: Newsletter

    def list(self) -> list[ListedTemplate]:
        """All that the newsletter can choose, by name. Raises DeskError where one's theme.toml is wrong."""
        from digest.render.workshop import listed

        return [
            ListedTemplate(
                name=template.name,
                about=template.about,
                folder=template.folder,
                shipped=template.shipped,
                chosen=template.name == self.newsletter.template,
            )
            for template in listed([self.workspace.templates])
        ]

    def copy(self, name: str) -> CopiedTemplate:
        """Put a copy of a shipped template into the workspace; it is worn in the shipped one's place.

        Raises DeskError where there is no such template, or a copy of it already: nothing is overwritten.
        """
        from digest.render.workshop import copy

        return CopiedTemplate(template=name, folder=copy(name, self.workspace.templates))

    def check(self, name: str | None = None) -> TriedTemplate:
        """Draw a specimen of everything with a template and the newsletter's brand; None is the one it wears.

        Raises DeskError, with file and line, for the first mistake.
        """
        from digest.render.workshop import try_out

        chosen = name or self.newsletter.template
        size = try_out(
            chosen,
            [self.workspace.templates],
            self.newsletter.brand,
            self.newsletter.language,
            self.workspace.languages,
        )
        return TriedTemplate(template=chosen, bytes=size)
