"""Finding cases by any piece of text, Chinese words of one or two characters included, equally on both databases.

The index holds every two neighbouring characters and the last one alone, each written as code points so that no
tokenizer of a database has a say in it. A query is the phrase of its pairs; one character is a prefix.
"""

import unicodedata
from collections.abc import Sequence

from models.database import Database

MOST_TOKENS = 8000


def runs_of(text: str) -> list[str]:
    """The runs of letters, digits and characters in a text, width and case folded."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character if character.isalnum() else " " for character in folded).split()


def tokens_of(text: str) -> list[str]:
    """The index's tokens of a text, in order."""
    tokens: list[str] = []
    for run in runs_of(text):
        tokens += [_token(run[place : place + 2]) for place in range(len(run))]
    return tokens[:MOST_TOKENS]


def put_texts(database: Database, texts: Sequence[tuple[str, str]]) -> None:
    """Make cases findable by their texts: (case id, text), replacing what they were found by."""
    known = _known(database, [case_id for case_id, _ in texts])
    changed = [(case_id, text) for case_id, text in texts if known.get(case_id, (0, None))[1] != text]
    for case_id, _ in changed:
        if case_id in known:
            _forget(database, case_id, *known[case_id])
    _add(database, changed)


def clear(database: Database) -> None:
    """Forget every text."""
    if database.dialect == "sqlite":
        database.sql("INSERT INTO case_search(case_search) VALUES ('delete-all')")
    database.sql('DELETE FROM "case_text"')


def find(database: Database, words: str) -> str | None:
    """SQL that selects the `case_id` of the cases with all these words; None where there is no word in them."""
    phrases = [_phrase(run, database.dialect) for run in runs_of(words)]
    if not phrases:
        return None
    if database.dialect == "sqlite":
        matched = f"SELECT rowid FROM case_search WHERE case_search MATCH '{' AND '.join(phrases)}'"
        return f'SELECT "case_id" FROM "case_text" WHERE "docid" IN ({matched})'
    return f'SELECT "case_id" FROM "case_text" WHERE "tokens" @@ \'{" & ".join(phrases)}\'::tsquery'


def _token(characters: str) -> str:
    return "".join(f"{ord(character):05x}" for character in characters)


def _phrase(run: str, dialect: str) -> str:
    pairs = [_token(run[place : place + 2]) for place in range(len(run) - 1)]
    if dialect == "sqlite":
        return f'"{" ".join(pairs)}"' if pairs else f'"{_token(run)}" *'
    return f"({' <-> '.join(pairs)})" if pairs else f"{_token(run)}:*"


def _known(database: Database, case_ids: Sequence[str]) -> dict[str, tuple[int, str]]:
    marks = ", ".join("?" * len(case_ids))
    rows = database.sql(f'SELECT "case_id", "docid", "text" FROM "case_text" WHERE "case_id" IN ({marks})', case_ids)
    return {case_id: (docid, text) for case_id, docid, text in rows}


def _forget(database: Database, case_id: str, docid: int, text: str) -> None:
    if database.dialect == "sqlite":  # a contentless index has to be told what it held
        database.sql(
            "INSERT INTO case_search(case_search, rowid, tokens) VALUES ('delete', ?, ?)",
            (docid, " ".join(tokens_of(text))),
        )
    database.sql('DELETE FROM "case_text" WHERE "case_id" = ?', (case_id,))


def _add(database: Database, texts: Sequence[tuple[str, str]]) -> None:
    if not texts:
        return
    if database.dialect == "postgresql":
        database.many(
            'INSERT INTO "case_text" ("case_id", "text", "tokens") VALUES (?, ?, ?::tsvector)',
            [(case_id, text, _vector(text)) for case_id, text in texts],
        )
        return
    docid = database.sql('SELECT coalesce(max("docid"), 0) FROM "case_text"')[0][0]
    numbered = [(docid + place, case_id, text) for place, (case_id, text) in enumerate(texts, 1)]
    database.many('INSERT INTO "case_text" ("docid", "case_id", "text") VALUES (?, ?, ?)', numbered)
    database.many(
        "INSERT INTO case_search(rowid, tokens) VALUES (?, ?)",
        [(docid, " ".join(tokens_of(text))) for docid, _, text in numbered],
    )


def _vector(text: str) -> str:
    return " ".join(f"{token}:{place}" for place, token in enumerate(tokens_of(text), 1))
