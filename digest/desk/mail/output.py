"""What leaves the desk: the rendered mail, the findings about it, its files, and a digest as JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ValidationError

from digest.desk.mail.files import PRIVATE, PUBLIC, copy_pictures, write_all
from digest.desk.mail.pictures import Gathered, Pictures, of_the_web
from digest.desk.write.digests import Digests
from digest.model import DeskError, Digest, DigestState, ExportedDigest, Finding, Newsletter
from digest.workspace import Workspace

if TYPE_CHECKING:
    from digest.render.digest import Rendered

GMAIL_CLIP = 102 * 1024
"""Bytes of HTML after which Gmail hides the rest, the unsubscribe link with it."""


class WrittenFiles(BaseModel):
    """Where a digest's files are, and the size of its HTML in bytes."""

    html: Path
    text: Path
    eml: Path
    mjml: Path
    bytes: int


class ArchiveFiles(BaseModel):
    """Where the web archive's files are; the newest digest's page first."""

    index: Path
    feed: Path
    pages: list[Path]


@dataclass(frozen=True)
class Output:
    """The mail that a digest becomes. A number of None means the newest digest that has not gone out."""

    workspace: Workspace
    newsletter: Newsletter
    digests: Digests
    pictures: Pictures

    def text(self, number: int | None = None) -> str:
        """The text part, quick enough to draw as one types."""
        from digest.render.text import render_text

        return render_text(self.newsletter, self.digests.get(number), self.workspace.languages)

    def render(self, number: int | None = None) -> "Rendered":
        """The mail: MJML, HTML, text part and message. Raises DeskError where a template has a mistake."""
        return self._render(self.digests.get(number))

    def _render(self, digest: Digest) -> "Rendered":
        return self._draw(digest)[0]

    def _draw(self, digest: Digest, *, offline: bool = False) -> "tuple[Rendered, Gathered]":
        """The mail, and its pictures of the web where the newsletter wants them with it."""
        from digest.render.digest import render_digest
        from digest.render.pictures import shown

        draw = partial(
            render_digest,
            self.newsletter,
            digest,
            template_dirs=[self.workspace.templates],
            languages=self.workspace.languages,
            images=self.workspace.images,
            sizes=self.digests.image_sizes(digest.number),
        )
        rendered, gathered = draw(), Gathered()
        if self.newsletter.mail.images == "embed" and (wanted := list(of_the_web(shown(rendered.html)))):
            gathered = self.pictures.gather(wanted, offline=offline)
            rendered = draw(pictures=gathered.embedded)
        return rendered, gathered

    def findings(self, number: int | None = None, *, offline: bool = False) -> list[Finding]:
        """What is to be mended before the digest goes out; `offline` no server is asked for a picture."""
        from digest.check.rules import check_digest
        from digest.render.words import words_to_translate

        digest = self.digests.get(number)
        rendered, gathered = self._draw(digest, offline=offline)
        return check_digest(
            self.newsletter,
            digest,
            len(rendered.html.encode()),
            mail_bytes=len(rendered.message),
            loose_pictures=gathered.loose,
            words_to_translate=words_to_translate(self.newsletter.language, self.workspace.languages),
        )

    def write(self, number: int | None = None, out: Path | None = None) -> WrittenFiles:
        """Write digest-NNN.html, .txt, .eml and .mjml into `out` (the workspace's own folder when left out).

        Pictures of the workspace that the digest shows are put beside them. Either all four files are new
        or none is. Raises DeskError when the folder cannot be written.
        """
        digest = self.digests.get(number)
        rendered = self._render(digest)
        folder = out or self.workspace.out
        stem = f"digest-{digest.number:03d}"
        contents = {
            f"{stem}.html": rendered.html.encode(),
            f"{stem}.txt": rendered.text.encode(),
            f"{stem}.eml": rendered.message,
            f"{stem}.mjml": rendered.mjml.encode(),
        }
        self._put(folder, contents, [digest], PRIVATE)
        html, text, eml, mjml = (folder / name for name in contents)
        return WrittenFiles(html=html, text=text, eml=eml, mjml=mjml, bytes=len(contents[html.name]))

    def archive(self, out: Path) -> ArchiveFiles:
        """Write the web archive of all digests that went out into `out`: an index, a page each, an Atom feed.

        The files are for everybody to read; no other file in `out` is touched. Raises DeskError where no digest
        went out yet, one cannot be drawn, or the folder cannot be written.
        """
        from digest.render.archive import (
            FEED_FILE,
            INDEX_FILE,
            draw_feed,
            draw_index,
            draw_page,
            page_file,
        )

        sent = [digest for digest in self.digests.all() if digest.state is DigestState.SENT]
        if not sent:
            raise DeskError(
                "No digest has gone out yet, so there is nothing to archive: mark one with 'digest sent'."
            )
        overrides, languages = [self.workspace.templates], self.workspace.languages
        pages = {
            page_file(digest.number): draw_page(
                self.newsletter, digest, overrides, languages, self.digests.image_sizes(digest.number)
            ).encode()
            for digest in sent
        }
        index = draw_index(self.newsletter, sent, overrides, languages).encode()
        feed = draw_feed(self.newsletter, sent, languages)
        contents = {**pages, INDEX_FILE: index, FEED_FILE: feed}
        self._put(out, contents, sent, PUBLIC)
        return ArchiveFiles(
            index=out / INDEX_FILE, feed=out / FEED_FILE, pages=[out / name for name in pages]
        )

    def _put(self, folder: Path, contents: dict[str, bytes], shown: Sequence[Digest], mode: int) -> None:
        """Write files, and beside them the workspace's own pictures that `shown` have."""
        pictures = [item.image_url for digest in shown for item in digest.items]
        try:
            write_all(folder, contents, mode)
            copy_pictures(self.workspace.root, [*pictures, self.newsletter.brand.logo_url], folder, mode)
        except OSError as error:
            raise DeskError(
                f"The files cannot be written to {folder} ({error.strerror}): choose another folder, or make room."
            ) from error

    def export_json(self, number: int | None = None) -> str:
        """A digest as JSON; `import_json` makes the same digest of it."""
        digest = self.digests.get(number)
        sizes = self.digests.image_sizes(digest.number)
        if not sizes:
            return digest.model_dump_json(indent=2)
        return ExportedDigest(**dict(digest), image_sizes=sizes).model_dump_json(indent=2)

    def import_json(self, data: str) -> Digest:
        """Put an exported digest into this workspace. One act. Raises DeskError for what is none."""
        try:
            digest = ExportedDigest.model_validate_json(data)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = ".".join(str(part) for part in first["loc"]) or "the file"
            raise DeskError(f"This is no exported digest: at {place}, {first['msg'].lower()}.") from error
        if digest.state is DigestState.SENT and digest.sent is None:
            raise DeskError("This is no exported digest: it is marked as sent but does not say when.")
        return self.digests.restore(digest)
