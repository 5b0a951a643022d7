"""A newsletter on a desk, a mail server's certificate, and the environment to find the server in."""

import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

from digest.desk import Desk, Workspace
from tests.deliver.post_office import PASSWORD, PostOffice

SUBJECT = "Neun Kräne, und ein zehnter"
_TOML = """\
name = "The Morning Ledger"
unsubscribe_url = "https://ledger.example/leave/with/a/path/that/is/longer/than/a/line/of/a/mail/may/be/1"
[sender]
name = "Ida Vance, die Redaktion"
email = "ida@ledger.example"
"""


@dataclass(frozen=True)
class Newsroom:
    """A workspace whose newsletter.toml names a mail server."""

    workspace: Workspace

    def desk(self, office: PostOffice, *smtp: str, host: str = "127.0.0.1") -> Desk:
        """The desk, its mail server being `office`; `smtp` are more lines of its settings."""
        lines = "\n".join(["[smtp]", f'host = "{host}"', f"port = {office.port}", *smtp])
        self.workspace.toml.write_text(f"{_TOML}{lines}\n", encoding="utf-8")
        desk = Desk.open(self.workspace)
        if desk.digests.draft() is None:
            desk.digests.new(SUBJECT)
            section = desk.digests.get().sections[0]
            item = desk.items.add(section.id, "The tenth crane")
            desk.items.write(item.id, summary="It is **gone**.\n\n.dots begin lines\n\n. and paragraphs")
        return desk


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    for name in ("DIGEST_SMTP_URL", "DIGEST_SMTP_PASSWORD", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)
    workspace = Workspace(tmp_path / "ledger")
    workspace.create()
    return Newsroom(workspace)


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The authority is one that this machine trusts."""
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    yield


@pytest.fixture
def password(monkeypatch: pytest.MonkeyPatch) -> str:
    """The right password, in the environment."""
    monkeypatch.setenv("DIGEST_SMTP_PASSWORD", PASSWORD)
    return PASSWORD


def server_side(certificate: trustme.LeafCert) -> ssl.SSLContext:
    """A server's half of TLS."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    certificate.configure_cert(context)
    return context
