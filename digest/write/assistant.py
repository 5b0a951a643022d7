"""A language model's help, over the chat completions that OpenAI-compatible services speak.

The service is the one that the curator names, and gets what it is asked about and nothing else. What comes
back is text, cleaned at this door and put into a draft: nothing in it is ever done. The wire format is that of
OpenAI's API reference ("Create chat completion", streamed): server-sent events whose data are chunks in JSON,
the last of them with the tokens used, then `[DONE]`.
"""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import httpx

from digest.model import AssistantSettings, DeskError, clean_line, clean_prose

KEY_VARIABLE = "DIGEST_ASSISTANT_KEY"

LONGEST_TEXT = 6_000
"""Characters of an answer after which nobody wants to read on: the service is asked no further."""

_LONGEST_EVENT = 2**18
_LONGEST_TOLD = 160
_SECONDS_TO_CONNECT = 10
_SECONDS_TO_NOTICE = 0.1
"""How long it takes to notice that it is to stop."""


@dataclass(frozen=True)
class Answer:
    """What the service wrote, and the tokens that it says it read and wrote, where it says so."""

    text: str
    tokens_in: int | None = None
    tokens_out: int | None = None


@dataclass(frozen=True)
class Request:
    """What the service is asked: to do as `prompt` says with `material`, which is no instruction."""

    prompt: str
    material: str


def ask(
    settings: AssistantSettings,
    key: str,
    request: Request,
    told: Callable[[str], None],
    stop: threading.Event,
) -> Answer:
    """Ask the service, and give back its answer once it is whole, or as far as it came when `stop` was set.

    `told` gets the text so far whenever it has grown. Raises DeskError in words where the service cannot be
    reached, refuses, breaks off or answers with something else; the key is in none of them.
    """
    conversation = _Conversation(settings, key, told)
    return asyncio.run(_until_stopped(conversation, request, stop))


async def _until_stopped(conversation: "_Conversation", request: Request, stop: threading.Event) -> Answer:
    asking = asyncio.create_task(conversation.hold(request))
    while not asking.done() and not stop.is_set():
        await asyncio.wait([asking], timeout=_SECONDS_TO_NOTICE)
    asking.cancel()  # closes the connection, so that the service stops writing too
    await asyncio.wait([asking])
    if not asking.cancelled():
        asking.result()  # raises what it ended with
    return conversation.answer()


class _Conversation:
    """One question to the service, and what has come of the answer."""

    def __init__(self, settings: AssistantSettings, key: str, told: Callable[[str], None]) -> None:
        self._settings = settings
        self._key = key
        self._told = told
        self._parts: list[str] = []
        self._length = 0
        self._tokens: tuple[int | None, int | None] = (None, None)
        self._name = f"The assistant at {httpx.URL(settings.url).host}"

    def answer(self) -> Answer:
        """What has come so far."""
        return Answer(clean_prose("".join(self._parts)).strip(), *self._tokens)

    async def hold(self, request: Request) -> None:
        """Ask, and take in the answer until it is whole. Raises DeskError."""
        timeout = httpx.Timeout(self._settings.timeout_seconds, connect=_SECONDS_TO_CONNECT)
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        try:
            async with (
                httpx.AsyncClient(timeout=timeout, trust_env=False) as client,
                client.stream(
                    "POST", f"{self._settings.url.rstrip('/')}/chat/completions",
                    headers={**headers, "Accept": "text/event-stream"}, json=self._body(request),
                ) as response,
            ):  # fmt: skip
                if response.status_code != HTTPStatus.OK:
                    raise DeskError(self._refusal(response, await _beginning(response)))
                await self._read(response)
        except httpx.ConnectError:
            raise DeskError(
                f"{self._name} cannot be reached: is it running, and is url under [assistant] right?"
            ) from None
        except httpx.TimeoutException:
            raise DeskError(
                f"{self._name} said nothing for {self._settings.timeout_seconds} s: try again, or give it"
                " more with timeout_seconds under [assistant]."
            ) from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError):
            raise DeskError(f"{self._name} broke off in the middle: try again.") from None

    def _body(self, request: Request) -> dict[str, Any]:
        return {
            "model": self._settings.model,
            "stream": True,
            "stream_options": {"include_usage": True},
            "messages": [
                {"role": "system", "content": request.prompt},
                {"role": "user", "content": request.material},
            ],
        }

    async def _read(self, response: httpx.Response) -> None:
        is_whole = False
        async for data in _events(response):
            if data == "[DONE]":
                is_whole = True
                break
            is_whole |= self._take(data)
            if self._length > LONGEST_TEXT:
                is_whole = True
                break
        if not is_whole:
            raise DeskError(f"{self._name} broke off in the middle: try again.")
        if not self.answer().text:
            raise DeskError(f"{self._name} answered with no words: try again, or another model.")

    def _take(self, data: str) -> bool:
        """Take in one chunk; whether it says that the text ends here."""
        try:
            chunk = json.loads(data)
            if error := chunk.get("error"):
                raise DeskError(f"{self._name} gave up{self._said(error)}: try again.")
            if usage := chunk.get("usage"):
                self._tokens = int(usage["prompt_tokens"]), int(usage["completion_tokens"])
            choice: dict[str, Any] = next(iter(chunk.get("choices") or []), {})
            part = (choice.get("delta") or {}).get("content") or ""
            self._hear(part)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise DeskError(
                f"{self._name} does not answer as an OpenAI-compatible service does: is url under [assistant] right?"
            ) from None
        return bool(choice.get("finish_reason"))

    def _hear(self, part: str) -> None:
        if part:
            self._parts.append(part)
            self._length += len(part)
            self._told(self.answer().text)

    def _refusal(self, response: httpx.Response, body: bytes) -> str:
        code = response.status_code
        if code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            # Not in its own words, which often repeat a part of the key.
            return (
                f"{self._name} does not accept the key ({code}): set {KEY_VARIABLE}, or mend key_command under"
                " [assistant] in newsletter.toml."
            )
        try:
            said = self._said(json.loads(body)["error"])
        except (ValueError, TypeError, KeyError, RecursionError):
            said = ""
        hints = {
            HTTPStatus.NOT_FOUND: "mend url or model under [assistant] in newsletter.toml",
            HTTPStatus.TOO_MANY_REQUESTS: "it has had too many requests, or what you paid for is used up",
        }
        hint = hints.get(HTTPStatus(code), "") if code in set(HTTPStatus) else ""
        hint = hint or ("try again later" if code >= HTTPStatus.INTERNAL_SERVER_ERROR else "")
        hint = hint or "mend url, model or prompt under [assistant] in newsletter.toml"
        return f"{self._name} refused ({code}{said}): {hint}."

    def _said(self, error: object) -> str:
        """The service's own words, shortened and without the key, after a colon."""
        message = error.get("message") if isinstance(error, dict) else error
        said = clean_line(message, _LONGEST_TOLD).rstrip(".") if isinstance(message, str) else ""
        if self._key:
            said = said.replace(self._key, "…")
        return f": {said}" if said else ""


async def _beginning(response: httpx.Response) -> bytes:
    """As much of an answer as an error takes."""
    body = b""
    async for part in response.aiter_bytes():
        body += part
        if len(body) > _LONGEST_EVENT:
            break
    return body[:_LONGEST_EVENT]


async def _events(response: httpx.Response) -> AsyncIterator[str]:
    """The data of each server-sent event (WHATWG HTML, 9.2), as far as chat completions use them: a line each."""
    waiting = b""
    async for part in response.aiter_bytes():
        *lines, waiting = (waiting + part).replace(b"\r\n", b"\n").split(b"\n")
        for line in lines:
            if line.startswith(b"data:"):
                yield line[5:].decode("utf-8", "replace").strip()
        if len(waiting) > _LONGEST_EVENT:
            raise httpx.DecodingError("an event without an end")
    if waiting.startswith(b"data:"):
        yield waiting[5:].decode("utf-8", "replace").strip()
