"""Pictures of the web that go with the mail: fetched once and kept, so that a digest stays the same bytes."""

import asyncio
import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from digest.model import DeskError

if TYPE_CHECKING:
    from digest.render.pictures import Picture

LARGEST = 2 << 20
"""Bytes of one picture; a larger one is a link, for a mail is read on the way."""

TOGETHER = 8 << 20
"""Bytes of all in one mail: as quoted to the next reader they are a third more, and many servers end at 25 MB."""

_SECONDS = 10.0
_PATIENCE = 300.0
"""Seconds for which a picture that was not to be had is not asked for again: a preview draws at every key."""

_AT_ONCE = 8
_ACCEPT = "image/jpeg, image/png, image/gif, image/webp;q=0.5"


@dataclass(frozen=True)
class Gathered:
    """The pictures that go with a mail, by address, and why others stay links."""

    embedded: dict[str, "Picture"] = field(default_factory=dict)
    loose: dict[str, str] = field(default_factory=dict)


class Pictures:
    """The pictures kept in `folder`. It may be asked from any thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._failed: dict[str, tuple[float, str]] = {}
        self._lock = Lock()

    def gather(self, addresses: Sequence[str], *, offline: bool = False) -> Gathered:
        """The pictures at `addresses`; those that are not kept are fetched, unless `offline`, where they are left."""
        with self._lock:
            missing = [address for address in addresses if self._kept(address) is None]
            if not offline:
                self._fetch([address for address in missing if self._may_ask(address)])
            gathered, size = Gathered(), 0
            for address in addresses:
                picture = self._kept(address)
                if picture is None:
                    if not offline:
                        gathered.loose[address] = self._failed[address][1]
                elif size + len(picture.data) > TOGETHER:
                    gathered.loose[address] = (
                        f"with it there would be more than {TOGETHER >> 20} MB of pictures"
                    )
                else:
                    size += len(picture.data)
                    gathered.embedded[address] = picture
            return gathered

    def _may_ask(self, address: str) -> bool:
        failed = self._failed.get(address)
        return failed is None or time.monotonic() - failed[0] > _PATIENCE

    def _kept(self, address: str) -> "Picture | None":
        from digest.render.pictures import read_picture

        try:
            return read_picture(self._file(address).read_bytes())
        except (OSError, ValueError):  # not there, or damaged: it can be had again
            return None

    def _file(self, address: str) -> Path:
        return self._folder / hashlib.sha256(address.encode()).hexdigest()[:40]

    def _fetch(self, addresses: Sequence[str]) -> None:
        if not addresses:
            return
        for address, answer in zip(addresses, asyncio.run(_ask(addresses)), strict=True):
            try:
                self._keep(address, answer)
            except (DeskError, ValueError) as error:
                self._failed[address] = time.monotonic(), str(error).rstrip(".")

    def _keep(self, address: str, answer: "bytes | DeskError") -> None:
        from digest.render.pictures import read_picture

        if isinstance(answer, DeskError):
            raise answer
        if len(answer) > LARGEST:
            raise ValueError(f"it is larger than {LARGEST >> 20} MB")
        read_picture(answer)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            part = self._file(address).with_suffix(".part")
            part.touch(mode=0o600)
            part.write_bytes(answer)
            part.replace(self._file(address))
        except OSError as error:
            raise DeskError(
                f"The pictures cannot be kept in {self._folder} ({error.strerror}): make room, or mend its permissions."
            ) from error


async def _ask(addresses: Sequence[str]) -> "list[bytes | DeskError]":
    """What is at each address, or why it cannot be had."""
    from digest.collect.web.client import Client, get
    from digest.collect.web.politeness import refusal

    async with Client(_AT_ONCE) as client:

        async def one(address: str) -> bytes | DeskError:
            try:
                answer = await get(client, address, seconds=_SECONDS, accept=_ACCEPT)
            except DeskError as error:
                return error
            if answer.status != 200:
                return DeskError(refusal(address, answer.status, "picture"))
            return answer.body if answer.complete else DeskError("it broke off")

        return list(await asyncio.gather(*map(one, addresses)))


def of_the_web(addresses: Sequence[str]) -> Iterator[str]:
    """Those of `addresses` that are not files of the workspace's own."""
    return (address for address in addresses if not address.startswith("images/"))
