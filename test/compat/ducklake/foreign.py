"""Uses a database folder of the server as any other DuckLake client would.

    python foreign.py <database folder> <schema> <table>

Attaches the folder's catalog with the real DuckLake client, reads the table, appends 1,000 rows in
a data file and 5 rows kept in the catalog, deletes 3 rows (one by a delete file, one by a deletion
kept in the catalog, one that was itself kept in the catalog), and reads the table again. The new
rows are copies of rows that are there, so any table with at least one row will do.

Prints one JSON object:

    {"client": {...}, "before": {...}, "after": {...}, "appended_in_file": 1000,
     "appended_inlined": 5, "deleted": 3}

`before` and `after` say what the client saw: `row_count`, `columns` (name and type), and
`digest_sql` with its result `digest`, to be compared with what the server answers to the same SQL.
"""

import argparse
import importlib.util
import json
import pathlib
import sys

import duckdb

ROWS_IN_FILE = 1000
ROWS_INLINED = 5
# DuckLake keeps writes of up to this many rows in the catalog.
INLINING_LIMIT = 10


def main() -> None:
    parser = argparse.ArgumentParser(description="Reads and writes a table as a foreign client.")
    parser.add_argument("folder", type=pathlib.Path, help="folder with catalog.sqlite and data")
    parser.add_argument("schema")
    parser.add_argument("table")
    arguments = parser.parse_args()
    catalog = arguments.folder / "catalog.sqlite"
    if not catalog.is_file():
        sys.exit(f"there is no catalog at {catalog}")
    table = f"lake.{quoted(arguments.schema)}.{quoted(arguments.table)}"
    # As the catalog asks for it, the client writes files, until it asks for something else itself:
    # what a catalog has stored goes before an option of ATTACH.
    with attached(catalog) as client:
        before = seen(client, table)
        if before["row_count"] < 2:
            sys.exit(f"{table} needs two rows to copy and delete")
        append(client, table, ROWS_IN_FILE)
        delete_one(client, table, newest=False)
        versions = client_versions(client)
    with attached(catalog) as client:
        keep_small_writes_in_catalog(client, arguments.schema, arguments.table)
        append(client, table, ROWS_INLINED)
        delete_one(client, table, newest=False)
        delete_one(client, table, newest=True)
        after = seen(client, table)
    report = {
        "client": versions,
        "before": before,
        "after": after,
        "appended_in_file": ROWS_IN_FILE,
        "appended_inlined": ROWS_INLINED,
        "deleted": 3,
    }
    json.dump(report, sys.stdout, indent=2)
    print()


def attached(catalog: pathlib.Path) -> duckdb.DuckDBPyConnection:
    """A connection that has the catalog attached as `lake`, and nothing else."""
    client = duckdb.connect(config={"autoinstall_known_extensions": "false"})
    client.execute("SET timezone = 'UTC'")
    for extension in ("sqlite_scanner", "ducklake"):
        client.execute(f"LOAD {literal(extension_file(extension))}")
    client.execute(f"ATTACH {literal(f'ducklake:sqlite:{catalog}')} AS lake")
    return client


def keep_small_writes_in_catalog(
    client: duckdb.DuckDBPyConnection, schema: str, table: str
) -> None:
    client.execute(
        f"CALL lake.set_option('data_inlining_row_limit', {INLINING_LIMIT}, "
        f"schema => {literal(schema)}, table_name => {literal(table)})"
    )


def extension_file(name: str) -> str:
    """Where the Python package of an extension has its binary for this version of DuckDB."""
    package = importlib.util.find_spec(f"duckdb_extension_{name}")
    if package is None or package.origin is None:
        sys.exit(f"the package duckdb_extension_{name} is not installed; see requirements.txt")
    folder = pathlib.Path(package.origin).parent / "extensions" / f"v{duckdb.__version__}"
    return str(folder / f"{name}.duckdb_extension")


def seen(client: duckdb.DuckDBPyConnection, table: str) -> dict:
    """What the client reads: every column of every row goes into the digest."""
    columns = client.execute(f"DESCRIBE {table}").fetchall()
    names = [quoted(column[0]) for column in columns]
    digest_sql = digest_query(table.removeprefix("lake."), names)
    row_count, digest = client.execute(digest_query(table, names)).fetchone()
    return {
        "row_count": row_count,
        "columns": [{"name": column[0], "type": column[1]} for column in columns],
        "digest_sql": digest_sql,
        "digest": digest,
    }


def digest_query(table: str, names: list[str]) -> str:
    """One text per row, with NULL told apart, hashed; the order of rows does not matter."""
    texts = ", ".join(f"coalesce('=' || CAST({name} AS VARCHAR), '-')" for name in names)
    row_hash = f"substr(md5(concat_ws('|', {texts})), 1, 15)"
    total = f"CAST(sum(CAST('0x' || {row_hash} AS BIGINT)) AS VARCHAR)"
    return f"SELECT count(*) AS row_count, coalesce({total}, '0') AS digest FROM {table}"


def append(client: duckdb.DuckDBPyConnection, table: str, count: int) -> None:
    """Adds copies of the table's first rows until there are `count` more."""
    copies = f"(SELECT * FROM {table} LIMIT {count}) AS copies, range({count}) AS repeats(turn)"
    rows = f"SELECT copies.* FROM {copies} ORDER BY turn LIMIT {count}"
    (added,) = client.execute(f"INSERT INTO {table} {rows}").fetchone()
    if added != count:
        sys.exit(f"the client appended {added} rows instead of {count}")


def delete_one(client: duckdb.DuckDBPyConnection, table: str, newest: bool) -> None:
    """Deletes the oldest row, or the one that was appended last."""
    order = "DESC" if newest else "ASC"
    row = f"SELECT rowid FROM {table} ORDER BY rowid {order} LIMIT 1"
    (deleted,) = client.execute(f"DELETE FROM {table} WHERE rowid = ({row})").fetchone()
    if deleted != 1:
        sys.exit(f"the client deleted {deleted} rows instead of one")


def client_versions(client: duckdb.DuckDBPyConnection) -> dict:
    rows = client.execute(
        "SELECT extension_name, extension_version FROM duckdb_extensions() "
        "WHERE loaded AND extension_name IN ('ducklake', 'sqlite_scanner')"
    ).fetchall()
    return {"duckdb": duckdb.__version__, **dict(rows)}


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


if __name__ == "__main__":
    main()
