"""Inserts into a partitioned and a sorted table of a database folder as another DuckLake client.

    python foreign-layout.py <database folder> <site> ...

Adds ten rows for each site, in no order, to `by_site` and `by_time`. Prints one JSON object: the
partition value and row count of each file it wrote, whether the rows of its sorted file are in
order, and how many rows of site 42 it sees.
"""

import importlib.util
import json
import pathlib
import sqlite3
import sys

import duckdb

ROWS_PER_SITE = 10


def main() -> None:
    folder = pathlib.Path(sys.argv[1])
    sites = [int(site) for site in sys.argv[2:]]
    catalog = folder / "catalog.sqlite"
    last_file = newest_file(catalog)
    with attached(catalog) as client:
        (seen,) = client.execute("SELECT count(*) FROM lake.main.by_site WHERE site = 42").fetchone()
        values = ", ".join(f"({site})" for site in sites)
        rows = (
            f"SELECT -1 - i AS id, site, TIMESTAMP '2025-01-01' + INTERVAL (hash(i, site) % 1000) "
            f"SECOND AS moment, 0.5 AS value FROM (VALUES {values}) s(site), range({ROWS_PER_SITE}) r(i)"
        )
        for table in ("by_site", "by_time"):
            client.execute(f"INSERT INTO lake.main.{table} {rows} ORDER BY hash(i)")
    json.dump(
        {
            "partitions": partitions(catalog, last_file),
            "sorted": is_sorted(folder, last_file),
            "seen": seen,
        },
        sys.stdout,
    )


def attached(catalog: pathlib.Path) -> duckdb.DuckDBPyConnection:
    client = duckdb.connect(config={"autoinstall_known_extensions": "false"})
    client.execute("SET timezone = 'UTC'")
    for extension in ("sqlite_scanner", "ducklake"):
        package = importlib.util.find_spec(f"duckdb_extension_{extension}")
        home = pathlib.Path(package.origin).parent / "extensions" / f"v{duckdb.__version__}"
        client.execute(f"LOAD '{home / f'{extension}.duckdb_extension'}'")
    client.execute(f"ATTACH 'ducklake:sqlite:{catalog}' AS lake")
    return client


def newest_file(catalog: pathlib.Path) -> int:
    return query(catalog, "SELECT max(data_file_id) FROM ducklake_data_file")[0][0]


def partitions(catalog: pathlib.Path, after: int) -> list:
    return query(
        catalog,
        "SELECT partition_value, record_count FROM ducklake_data_file AS file "
        "JOIN ducklake_file_partition_value USING (data_file_id) "
        f"WHERE data_file_id > {after} AND partition_id IS NOT NULL",
    )


def is_sorted(folder: pathlib.Path, after: int) -> bool:
    """Looks into the file itself: the newest one without a partition."""
    catalog = folder / "catalog.sqlite"
    ((name,),) = query(
        catalog,
        f"SELECT path FROM ducklake_data_file WHERE data_file_id > {after} AND partition_id IS NULL",
    )
    (path,) = folder.rglob(pathlib.Path(name).name)
    rows = duckdb.execute("SELECT moment FROM read_parquet(?)", [str(path)]).fetchall()
    return len(rows) > ROWS_PER_SITE and rows == sorted(rows)


def query(catalog: pathlib.Path, sql: str) -> list:
    with sqlite3.connect(catalog) as database:
        return database.execute(sql).fetchall()


if __name__ == "__main__":
    main()
