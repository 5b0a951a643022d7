"""Search beside a plain reading of the same query in Python: what it finds is what it says it finds."""

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model import Article
from digest.store import ArticleFilter, Store
from digest.store.folding import fold
from digest.store.search import Term, parse

LETTERS = "aAàÁbBéßñσΣжЖıçکكیي۱1٢2اآأةه東京カกทิี่हिमیه\u200c\u0301\u064e -\":.+*()^_'\u2019\n"
TEXT = st.text(alphabet=LETTERS, max_size=24)
FIELD = st.sampled_from(["", "", "", "title:", "by:", "site:", "text:", "-", "-title:", "re:"])
TYPED = st.lists(st.builds(lambda field, text: field + text, FIELD, TEXT), max_size=4).map(" ".join)
COLUMNS = ("title", "byline", "site", "text")


def tokens(folded: str) -> list[str]:
    """The words of a folded text as the index has them: letters and numbers, without case and Latin marks."""
    found: list[str] = [""]
    for character in folded:
        if unicodedata.category(character)[0] in "LN" or unicodedata.category(character) == "Co":
            plain = unicodedata.normalize("NFD", character)[0] if character.isalpha() else character
            found[-1] += "ς".replace("ς", "σ") if plain in "Σς" else plain.lower()
        elif unicodedata.category(character) != "Mn" or not found[-1]:
            found.append("")
    return [word for word in found if word]


def has(article: Article, term: Term) -> bool:
    asked = [tokens(" ".join(words)) for words in term.spellings]
    columns = [term.column] if term.column else [*COLUMNS, "blurb"]
    texts = [tokens(fold(getattr(article, column))) for column in columns]
    return any(follows(text, wanted, prefix=term.prefix) for text in texts for wanted in asked)


def follows(words: Sequence[str], wanted: Sequence[str], *, prefix: bool) -> bool:
    for at in range(len(words) - len(wanted) + 1):
        *most, last = words[at : at + len(wanted)]
        if most == list(wanted[:-1]) and (last.startswith(wanted[-1]) if prefix else last == wanted[-1]):
            return True
    return False


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store(Path(tmp_path_factory.mktemp("search")) / "digest.db")
    yield opened
    opened.close()


@given(
    st.lists(st.tuples(TEXT, TEXT, TEXT, TEXT), min_size=1, max_size=4),
    st.lists(TYPED, min_size=1, max_size=6),
)
@settings(max_examples=80)
def test_search_finds_what_a_plain_reading_finds(
    store: Store, contents: list[tuple[str, ...]], searches: list[str]
) -> None:
    articles = [Article.model_validate(dict(zip(COLUMNS, content, strict=True))) for content in contents]
    with store.transaction():
        ids = {store.articles.add(article): article for article in articles}
    store.index.update()
    # The words of the articles themselves, so that there is something to find.
    own = [word for content in contents for part in content for word in part.split()[:2]]
    for typed in [*searches, *own, *(f'"{word}' for word in own)]:
        query = parse(typed)
        assert not query.facets and query.after is query.before is None
        expected = {
            number
            for number, article in ids.items()
            if all(has(article, term) != term.unwanted for term in query.terms)
        }
        found = set(store.articles.ids(ArticleFilter(search=typed)))
        assert found & ids.keys() == expected, typed
