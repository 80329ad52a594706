"""Prints the SQL with which foreign.py hashes a table: digest_sql.py SCHEMA TABLE COLUMN..."""

import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "ducklake"))

import foreign  # noqa: E402

schema, table, *columns = map(foreign.quoted, sys.argv[1:])
print(foreign.digest_query(f"{schema}.{table}", columns))
