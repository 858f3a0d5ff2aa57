"""The search index, for the migration that makes it: what SQLAlchemy's tables cannot say.

SQLite gets an FTS5 table of trigrams that reads its text from `books` and is kept in step by triggers;
PostgreSQL gets `pg_trgm` indexes on `books` itself and a list of all words. All names begin with
`book_search` or `ix_books_search`.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

_SQLITE_UP = (
    """CREATE VIRTUAL TABLE book_search USING fts5(
        search_text, content='books', content_rowid='id', tokenize='trigram case_sensitive 1')""",
    "CREATE VIRTUAL TABLE book_search_terms USING fts5vocab('book_search', 'row')",
    """CREATE TRIGGER book_search_insert AFTER INSERT ON books BEGIN
        INSERT INTO book_search(rowid, search_text) VALUES (new.id, new.search_text); END""",
    """CREATE TRIGGER book_search_delete AFTER DELETE ON books BEGIN
        INSERT INTO book_search(book_search, rowid, search_text)
        VALUES ('delete', old.id, old.search_text); END""",
    """CREATE TRIGGER book_search_update AFTER UPDATE OF id, search_text ON books BEGIN
        INSERT INTO book_search(book_search, rowid, search_text)
        VALUES ('delete', old.id, old.search_text);
        INSERT INTO book_search(rowid, search_text) VALUES (new.id, new.search_text); END""",
    "INSERT INTO book_search(book_search) VALUES ('rebuild')",
)
_SQLITE_DOWN = (
    "DROP TRIGGER IF EXISTS book_search_update",
    "DROP TRIGGER IF EXISTS book_search_delete",
    "DROP TRIGGER IF EXISTS book_search_insert",
    "DROP TABLE IF EXISTS book_search_terms",
    "DROP TABLE IF EXISTS book_search",
)
_POSTGRES_UP = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX ix_books_search_text ON books USING gin (search_text gin_trgm_ops)",
    "CREATE INDEX ix_books_search_title ON books (title_key text_pattern_ops)",
    "CREATE INDEX ix_books_search_series ON books (series_key text_pattern_ops)",
    # The words of all titles: guessing among some ten thousand words is ten times as quick as among titles.
    "CREATE TABLE book_search_words (word text PRIMARY KEY)",
    "CREATE INDEX ix_books_search_words ON book_search_words USING gist (word gist_trgm_ops(siglen=128))",
    """CREATE FUNCTION book_search_learn() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO book_search_words
        SELECT DISTINCT word FROM fresh, unnest(string_to_array(trim(fresh.search_text), ' ')) AS t(word)
        ORDER BY word ON CONFLICT DO NOTHING;
        RETURN NULL; END $$""",
    """CREATE TRIGGER book_search_insert AFTER INSERT ON books REFERENCING NEW TABLE AS fresh
        FOR EACH STATEMENT EXECUTE FUNCTION book_search_learn()""",
    """CREATE TRIGGER book_search_update AFTER UPDATE ON books REFERENCING NEW TABLE AS fresh
        FOR EACH STATEMENT EXECUTE FUNCTION book_search_learn()""",
    """INSERT INTO book_search_words SELECT DISTINCT word
        FROM books, unnest(string_to_array(trim(books.search_text), ' ')) AS t(word)
        ON CONFLICT DO NOTHING""",
    # Functions, because a prepared statement's plan does not know how rare the typed words are, and the
    # planner thinks trigram operators cheap: it would read every row.
    """CREATE FUNCTION book_search_holding(ways jsonb, tongue text, most integer) RETURNS SETOF bigint
        LANGUAGE plpgsql STABLE ROWS 80 SET enable_seqscan TO off AS $$
        DECLARE tests text;
        BEGIN
            SELECT string_agg('(' || (
                SELECT string_agg('(' || (
                    SELECT string_agg(format('search_text LIKE %L', '% ' || start || '%'), ' OR ')
                    FROM jsonb_array_elements_text(starts) AS s(start)) || ')', ' AND ')
                FROM jsonb_array_elements(way) AS w(starts)) || ')', ' OR ')
            INTO tests FROM jsonb_array_elements(ways) AS x(way);
            RETURN QUERY EXECUTE 'SELECT id FROM books WHERE (' || coalesce(tests, 'false')
                || ') AND ($1 = $3 OR language = $1) LIMIT $2' USING tongue, most, '';
        END $$""",
    """CREATE FUNCTION book_search_like(asked text, most integer) RETURNS SETOF bigint
        LANGUAGE sql STABLE ROWS 40 SET enable_seqscan TO off AS $$
        SELECT found.id FROM unnest(string_to_array(asked, ' ')) AS typed(word),
            LATERAL (SELECT w.word, 1 - (w.word <-> typed.word) AS likeness FROM book_search_words w
                     ORDER BY w.word <-> typed.word LIMIT 4) AS near,
            LATERAL (SELECT b.id FROM books b WHERE b.search_text LIKE '% ' || near.word || ' %' LIMIT most)
                AS found
        GROUP BY found.id ORDER BY sum(near.likeness) DESC, found.id LIMIT most $$""",
)
_POSTGRES_DOWN = (
    "DROP FUNCTION IF EXISTS book_search_like(text, integer)",
    "DROP FUNCTION IF EXISTS book_search_holding(jsonb, text, integer)",
    "DROP TRIGGER IF EXISTS book_search_update ON books",
    "DROP TRIGGER IF EXISTS book_search_insert ON books",
    "DROP FUNCTION IF EXISTS book_search_learn()",
    "DROP TABLE IF EXISTS book_search_words",
    "DROP INDEX IF EXISTS ix_books_search_series",
    "DROP INDEX IF EXISTS ix_books_search_title",
    "DROP INDEX IF EXISTS ix_books_search_text",
)


def create_search(connection: Connection) -> None:
    """Makes the search index beside an existing `books` table and fills it from the rows there."""
    for statement in _SQLITE_UP if connection.dialect.name == "sqlite" else _POSTGRES_UP:
        connection.execute(text(statement))


def drop_search(connection: Connection) -> None:
    """Takes the search index away; `books` and the pg_trgm extension stay."""
    for statement in _SQLITE_DOWN if connection.dialect.name == "sqlite" else _POSTGRES_DOWN:
        connection.execute(text(statement))
