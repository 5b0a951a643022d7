"""Lists of addresses, as people keep them; and texts that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.addresses.lists import listed_addresses


def urls(text: str) -> list[str | None] | None:
    listed = listed_addresses(text)
    return None if listed is None else [one.url for one in listed]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://quay.example/1\nhttps://quay.example/2\n", ["https://quay.example/1", "https://quay.example/2"]),
        ("# to read\r\n\r\n  https://quay.example/1  \r\n", ["https://quay.example/1"]),
        ("- https://quay.example/1\n* quay.example/2\n3. <https://quay.example/3>\n[Cranes](https://quay.example/4)",
         [f"https://quay.example/{n}" for n in range(1, 5)]),
        ("https://quay.example/1\nhttps://quay.example/1?utm_source=mail\n", ["https://quay.example/1"]),
        ("quay.example\n127.0.0.1:8000/x", None),
        ("Nine cranes are gone.\nhttps://quay.example/1\n", None),
        ("Nine cranes are gone, and nobody knows where they went.", None),
        ("https://user:secret@quay.example/1\nhttps://quay.example/2\nhttps://quay.example/3",
         [None, "https://quay.example/2", "https://quay.example/3"]),
        ("", None),
        ("# nothing yet", None),
        ("ftp://quay.example/1", None),
    ],
)  # fmt: skip
def test_what_is_a_list(text: str, expected: list[str | None] | None) -> None:
    assert urls(text) == expected


def test_what_is_no_address_is_known_by_its_line() -> None:
    listed = listed_addresses("# mine\nhttps://quay.example/1\n\nlater, perhaps\nhttps://quay.example/2")
    assert listed is not None
    assert [(one.line, one.text) for one in listed if one.url is None] == [(4, "later, perhaps")]


ADDRESSES = st.integers(0, 30).map(lambda n: f"https://quay.example/{n}")
SILENT = st.sampled_from(["", "  ", "# a note", "#"])


@given(st.lists(ADDRESSES, min_size=1), st.lists(SILENT), st.randoms(use_true_random=False))
def test_each_address_is_there_once_in_its_order(
    addresses: list[str], silent: list[str], dice: object
) -> None:
    lines = [*addresses]
    for line in silent:
        lines.insert(dice.randrange(len(lines) + 1), line)  # type: ignore[attr-defined]
    assert urls("\n".join(lines)) == list(dict.fromkeys(addresses))


@given(st.text(max_size=300))
def test_any_text_is_a_list_or_none(text: str) -> None:
    listed = listed_addresses(text)
    assert listed is None or any(one.url for one in listed)
