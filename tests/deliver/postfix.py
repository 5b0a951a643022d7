"""Debian's Postfix on loopback, in a folder of its own: it takes mail for one domain into Maildirs, over TLS.

Who is to log in does so through Cyrus SASL, which has its passwords in a file of that folder.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import trustme

from tests.patience import PATIENCE
from tests.ports import unused

DOMAIN = "inbox.example"

_MAIN = """\
compatibility_level = 3.6
queue_directory = {root}/queue
data_directory = {root}/data
maillog_file = {root}/log
maillog_file_prefixes = {root}
myhostname = mail.{domain}
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
default_transport = error: nothing leaves this machine
alias_maps =
virtual_mailbox_domains = {domain}
virtual_mailbox_base = {root}/mail
virtual_mailbox_maps = inline:{{ reader@{domain}=reader/ }}
virtual_minimum_uid = 1
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
smtpd_relay_restrictions = reject_unauth_destination
smtpd_tls_security_level = encrypt
smtpd_tls_chain_files = {root}/server.pem
smtpd_peername_lookup = no
"""
_LOGIN = """\
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = cyrus
cyrus_sasl_config_path = {root}/config/sasl
smtpd_tls_auth_only = yes
smtpd_client_restrictions = permit_sasl_authenticated, reject
"""
_SASL = """\
pwcheck_method: auxprop
auxprop_plugin: sasldb
sasldb_path: {root}/config/sasl/passwords
mech_list: PLAIN LOGIN
"""
_MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
cleanup   unix  n - n -    0 cleanup
qmgr      unix  n - n  300 1 qmgr
tlsmgr    unix  - - n 1000? 1 tlsmgr
rewrite   unix  - - n -    - trivial-rewrite
bounce    unix  - - n -    0 bounce
defer     unix  - - n -    0 bounce
trace     unix  - - n -    0 bounce
flush     unix  n - n 1000? 0 flush
proxymap  unix  - - n -    - proxymap
error     unix  - - n -    - error
retry     unix  - - n -    - error
virtual   unix  - n n -    - virtual
anvil     unix  - - n -    1 anvil
postlog   unix-dgram n - n - 1 postlogd
"""


@dataclass(frozen=True)
class Postfix:
    """The running server: its port, and the mail that it has delivered."""

    root: Path
    port: int

    def mail(self) -> bytes:
        """The one mail of the reader, as soon as it is there."""
        arrived = self.root / "mail" / "reader" / "new"
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if arrived.is_dir() and (files := list(arrived.iterdir())):
                return files[0].read_bytes()
            time.sleep(0.02)  # a Maildir has nobody to tell that a mail has come
        raise AssertionError((self.root / "log").read_text())


@contextmanager
def running_postfix(certificate: trustme.LeafCert, login: tuple[str, str] | None = None) -> Iterator[Postfix]:
    """Postfix with this certificate until the end; nothing of the system's own is read or touched.

    With `login`, a user's address and password, nobody else is let in.
    """
    # Not below pytest's folder, which is closed to the user that Postfix becomes.
    with tempfile.TemporaryDirectory(prefix="digest-postfix-") as folder:
        root = Path(folder)
        root.chmod(0o755)
        user = pwd.getpwnam("postfix")
        for name in ("config", "queue", "data", "mail"):
            (root / name).mkdir(mode=0o755)
        for name in ("data", "mail"):
            os.chown(root / name, user.pw_uid, user.pw_gid)
        port = unused()
        certificate.private_key_and_cert_chain_pem.write_to_path(str(root / "server.pem"))
        main = _MAIN.format(root=root, domain=DOMAIN, uid=user.pw_uid, gid=user.pw_gid)
        if login:
            main += _LOGIN.format(root=root)
            _keep_password(root, *login)
        (root / "config" / "main.cf").write_text(main)
        (root / "config" / "master.cf").write_text(_MASTER.format(port=port))
        command = ["postfix", "-c", str(root / "config")]
        started = subprocess.run([*command, "start"], capture_output=True, text=True, check=False)
        assert started.returncode == 0, started.stderr + started.stdout
        try:
            yield Postfix(root, port)
        finally:
            subprocess.run([*command, "stop"], capture_output=True, check=True)


def _keep_password(root: Path, address: str, password: str) -> None:
    """Write the file of SASL's settings, and the one with the password."""
    folder = root / "config" / "sasl"
    folder.mkdir(mode=0o755)
    (folder / "smtpd.conf").write_text(_SASL.format(root=root))
    user, _, realm = address.partition("@")
    passwords = folder / "passwords"
    command = ["saslpasswd2", "-p", "-c", "-f", str(passwords), "-u", realm, user]
    subprocess.run(command, input=password, text=True, capture_output=True, check=True)
    shutil.chown(passwords, "postfix", "postfix")
