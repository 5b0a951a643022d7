"""The place where the digest is looked at before it leaves."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from digest.desk import SendReport, WrittenFiles
from digest.model import DeskError, Digest, DigestState, Finding, Severity, now
from digest.tui.action import Where
from digest.tui.browser import browse
from digest.tui.compose.writing import Writing
from digest.tui.place import Place, place_bindings
from digest.tui.preview.confirm import ConfirmSent
from digest.tui.preview.finding_rows import DIGEST_FIELDS, FindingRow
from digest.tui.preview.findings import FindingList
from digest.tui.preview.inbox import InboxLine, WeightLine
from digest.tui.preview.lines import Lines
from digest.tui.preview.trial import AskAddresses, told
from digest.tui.read.progress import ProgressLine
from digest.tui.status import Status
from digest.tui.widgets.text import count

_NO_DIGEST = """\
There is nothing to preview yet.

Press {desk.read} and pick articles with {read.pick}: the first one begins a digest."""

_GONE_OUT = """\
No. {number} has gone out.

Its articles are known to have run, and what is new counts from here.
Press {desk.read} and pick with {read.pick}: the first article begins the next digest.
Or press {desk.compose}, then {compose.like_this}: the next one begins with this one's sections, intro and outro."""

_MEND = "The mail cannot be drawn as things are. The notice says why; what you wrote is safe."


@dataclass(frozen=True)
class _Looked:
    """The digest in work and its text part; without one, the number of the last that went out."""

    digest: Digest | None
    text: str = ""
    last_sent: int | None = None


@dataclass(frozen=True)
class _Checked:
    """What came of rendering and checking a digest: `failure` is a sentence when it could not be done."""

    number: int
    html: str = ""
    mail_bytes: int = 0
    findings: tuple[Finding, ...] = ()
    failure: str = ""


class PreviewPlace(Place):
    """The mail as an inbox shows it, the findings, and the text as the subscriber gets it."""

    where: ClassVar[Where] = Where.PREVIEW
    BINDINGS: ClassVar[list[BindingType]] = place_bindings(Where.PREVIEW)
    CSS_PATH = "preview.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._digest: Digest | None = None
        self._text = ""
        self._checked: _Checked | None = None
        self._is_source = False
        self._testers: str | None = None
        self._trials = 0

    def compose_foot(self) -> ComposeResult:
        """The line that tells of a test mail on its way."""
        yield ProgressLine()

    def compose_body(self) -> ComposeResult:
        """The inbox above; findings and text below."""
        yield Static(markup=False, id="no-digest")
        with Vertical(id="looking"):
            with Vertical(id="envelope"):
                yield InboxLine(is_phone=False, id="inbox")
                yield InboxLine(is_phone=True, id="phone")
                yield WeightLine(id="weight")
            with Horizontal(id="panes"):
                with Vertical(id="findings-pane", classes="pane"):
                    yield Static("Findings", markup=False, id="findings-title", classes="pane-title")
                    yield FindingList(id="findings")
                    yield Static("", markup=False, id="finding-words")
                with Vertical(id="text-pane", classes="pane"):
                    yield Static("", markup=False, id="text-title", classes="pane-title")
                    yield Lines(id="text")

    def on_mount(self) -> None:
        """Begin at the findings, with nothing to show yet."""
        self.query_one("#no-digest").display = False
        self.query_one("#looking").display = False
        self.focus_pane(self.query_one("#findings-pane"))

    # What is shown

    def refresh_from_desk(self) -> None:
        """Look at the digest in work again: its words at once, the rendered mail and the checks after."""
        if self._checked is None:
            self._say_checking()
        self.jobs.read("preview", self._look, self._show)
        self.jobs.read("preview checks", self._check, self._show_checked)

    def _say_checking(self) -> None:
        self.query_one(WeightLine).say("rendering …")
        self.query_one("#finding-words", Static).update("checking …")

    def _look(self) -> _Looked:
        digest = self.desk.work.digest()
        if digest is None:
            return _Looked(None, last_sent=next((one.number for one in self.desk.digests.all()), None))
        return _Looked(digest, self.desk.output.text(digest.number))

    def _check(self) -> _Checked | None:
        digest = self.desk.work.digest()
        if digest is None:
            return None
        output = self.desk.output
        try:
            rendered = output.render(digest.number)
            findings = tuple(output.findings(digest.number))
            return _Checked(digest.number, rendered.html, len(rendered.message), findings)
        except DeskError as error:
            return _Checked(digest.number, failure=str(error))

    def _show(self, looked: _Looked) -> None:
        is_another = _number(looked.digest) != _number(self._digest)
        self._digest, self._text = looked.digest, looked.text
        empty = self.query_one("#no-digest", Static)
        empty.display = looked.digest is None
        self.query_one("#looking").display = looked.digest is not None
        if looked.digest is None:
            self._checked = None
            empty.update(self._nothing(looked.last_sent))
            return
        for line in self.query(InboxLine):
            line.show_digest(self.desk.newsletter, looked.digest, now().astimezone())
        self._show_text()
        if is_another:
            self._begin_findings(looked.digest)

    def _begin_findings(self, digest: Digest) -> None:
        """Another digest is shown: say that it is being checked, or show what the checks were quicker to tell."""
        if self._checked is not None and self._checked.number == digest.number:
            self._show_checked(self._checked)
        else:
            self._checked = None
            self.query_one("#findings-title", Static).update("Findings")
            self.query_one(FindingList).clear()
            self._say_checking()

    def _nothing(self, last_sent: int | None) -> str:
        """What stands here where no digest is in work; `last_sent` is the number of the last that was."""
        words = _NO_DIGEST if last_sent is None else _GONE_OUT.replace("{number}", str(last_sent))
        return self.desk_app.keys.told(words)

    def _show_text(self) -> None:
        title = self.query_one("#text-title", Static)
        if not self._is_source:
            title.update("Text part")
            self.query_one(Lines).show(self._text)
        elif self._checked is not None and not self._checked.failure:
            title.update("HTML source")
            self.query_one(Lines).show(self._checked.html)
        else:
            title.update("HTML source")
            self.query_one(Lines).show(_MEND if self._checked else "rendering …")

    def _show_checked(self, checked: _Checked | None) -> None:
        self._checked = checked
        if checked is None or self._digest is None or checked.number != self._digest.number:
            return  # what is checked is about to be shown, and this with it
        if checked.failure:
            self._show_failure(checked.failure)
            return
        findings = list(checked.findings)
        self.query_one(WeightLine).weigh(len(checked.html.encode()), checked.mail_bytes)
        self.query_one("#findings-title", Static).update(f"Findings  {len(findings) or ''}")
        self.query_one(FindingList).show(findings, self._digest)
        self.desk_app.show_findings(checked.number, findings)
        if self._is_source:
            self._show_text()

    def _show_failure(self, failure: str) -> None:
        self.query_one(WeightLine).say("not rendered")
        self.query_one(FindingList).clear()
        self.query_one("#finding-words", Static).update(f"✗ The mail cannot be rendered.\n\n{failure}")
        self.desk_app.tell_error(DeskError(failure))

    def show_status(self, status: Status) -> None:
        """Draw the status, with what the checks found last until they have looked again."""
        checked = self._checked
        if status.errors is None and checked and not checked.failure and checked.number == status.number:
            status = status.with_findings(list(checked.findings))
        super().show_status(status)

    @on(FindingList.At)
    def _at_finding(self, event: FindingList.At) -> None:
        self.query_one("#finding-words", Static).update(self._words_of(event.row))

    def _words_of(self, row: FindingRow | None) -> str:
        if row is None:
            return "✓ Nothing to mend: the digest can go out."
        if row.heads:
            does = "folds them" if row.unfolded else "shows each"
            return f"Found {row.heads:,} times. {self.key('preview.go')} {does}.\n{row.finding.hint}"
        return f"{row.finding.message}\n{row.finding.hint}"

    # Acts

    @on(FindingList.Opened)
    async def _opened(self) -> None:
        await self.action_go()

    async def action_go(self) -> None:
        """Go to the place of the finding under the cursor; where it stands for several, show each."""
        row = self.query_one(FindingList).row
        if row is None:
            return
        finding = row.finding
        if row.heads:
            self.query_one(FindingList).toggle()
        elif finding.rule in DIGEST_FIELDS:
            await self.app.switch_mode(Where.COMPOSE)
            if isinstance(self.app.screen, Writing):
                self.app.screen.show_field(DIGEST_FIELDS[finding.rule])
        elif finding.item is None and finding.section is None:
            self.notify(finding.hint or finding.message)
        else:
            self.desk_app.go(Where.COMPOSE, section=finding.section, item=finding.item)

    def action_source(self) -> None:
        """Change between the text part and the mail's HTML."""
        self._is_source = not self._is_source
        self._show_text()
        self.query_one(Lines).action_first()

    def action_write(self) -> None:
        """Write the four files, and say where."""
        if self._digest is not None:
            number = self._digest.number
            self.jobs.start("files", lambda: self.desk.output.write(number), self._written)

    def _written(self, files: WrittenFiles) -> None:
        suffixes = ", ".join(path.suffix for path in (files.text, files.eml, files.mjml))
        self.notify(f"Written: {_short(files.html)}, and {suffixes} beside it.", timeout=8)

    def action_browser(self) -> None:
        """Write the files and open the HTML in the browser, or say where it is."""
        if self._digest is None:
            return
        number = self._digest.number
        self.jobs.start("browser", lambda: self.desk.output.write(number).html, self._browse)

    def _browse(self, page: Path) -> None:
        # In a browser the desk's own address has the workspace's folder of written mails below it.
        served = page.relative_to(self.desk.workspace.root).as_posix()
        browse(self.desk_app, served if self.app.is_web else page.as_uri(), partial(self._browsed, page))

    def _browsed(self, page: Path, is_open: bool) -> None:
        if is_open:
            self.notify(f"Opened {_short(page)} in the browser.")
        else:
            self.notify(f"There is no browser with a window here. The mail is at {page.as_uri()}", timeout=12)

    def action_test(self) -> None:
        """Send the mail as a test, to addresses that are asked for."""
        digest = self._digest
        if digest is None:
            return
        sender = self.desk.newsletter.sender
        known = self._testers if self._testers is not None else sender.reply_to or sender.email or ""
        self.app.push_screen(
            AskAddresses(digest.number, known), lambda addresses: self._send(digest.number, addresses)
        )

    def _send(self, number: int, addresses: list[str] | None) -> None:
        if addresses is None:
            return
        self._testers = ", ".join(addresses)
        self._trials += 1
        told = count(len(addresses), "address", "addresses")
        self.query_one(ProgressLine).say(f"Sending the test mail to {told} …")
        self.jobs.start(
            "test mail",
            lambda: self.desk.sending.send_test(number, addresses),
            self._tested,
            self._not_tested,
        )

    def _trial_ended(self) -> None:
        self._trials -= 1
        if not self._trials:
            self.query_one(ProgressLine).clear()

    def _not_tested(self, error: DeskError) -> None:
        self._trial_ended()
        self.desk_app.tell_error(error)

    def _tested(self, report: SendReport) -> None:
        self._trial_ended()
        self.notify(told(report), severity="information" if report.is_complete else "warning", timeout=12)

    def action_sent(self) -> None:
        """Mark the digest as sent, once the curator has said so again."""
        digest = self._digest
        if digest is None:
            return
        if digest.state is DigestState.SENT:
            self.notify(f"No. {digest.number} is marked as sent already.")
            return
        findings = self._checked.findings if self._checked else ()
        errors = sum(finding.severity is Severity.ERROR for finding in findings)
        self.app.push_screen(ConfirmSent(digest, errors), lambda is_sure: self._mark(digest, bool(is_sure)))

    def _mark(self, digest: Digest, is_sure: bool) -> None:
        if is_sure:
            self.jobs.act(lambda: self.desk.digests.mark_sent(digest.number), self._marked)

    def _marked(self, digest: Digest) -> None:
        told = count(len(digest.items), "item")
        self.notify(
            f"No. {digest.number} with its {told} is marked as sent. The next digest begins here.", timeout=8
        )
        self.desk_app.changed()


def _number(digest: Digest | None) -> int | None:
    return None if digest is None else digest.number


def _short(path: Path) -> str:
    try:
        return f"~/{path.relative_to(Path.home())}"
    except ValueError:
        return str(path)
