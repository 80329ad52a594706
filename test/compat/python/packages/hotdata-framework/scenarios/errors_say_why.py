from checks import check, check_equal, raised
import shop


def run(context):
    """What went wrong reaches the user: names, keys, tables, types."""
    with shop.client(context) as client:
        raised(KeyError, lambda: client.resolve_managed_database("no such database"))
        database = client.create_managed_database("framework errors", tables=["people"])
        client.load_managed_table(
            database, "people", file=shop.parquet(context, "people", shop.people([(1, "Ada")]))
        )

        def load_error(table, mode):
            path = shop.parquet(context, "wrong", table)
            return str(
                raised(
                    RuntimeError,
                    lambda: client.load_managed_table(database, "people", file=path, mode=mode),
                )
            )

        keyless = load_error(shop.people([(1, "Ada")]), "upsert")
        names = shop.people([(1, "Ada")]).select(["name"])
        other_type = load_error(names.rename_columns(["id"]), "append")
        missing = raised(
            RuntimeError, lambda: client.execute_sql("SELECT * FROM missing", database=database)
        )
        twice = raised(RuntimeError, lambda: client.add_managed_table(database, "people"))
        rows = client.execute_sql("SELECT * FROM people", database=database).rows
    check("no declared key" in keyless, f"upsert without a key: {keyless}")
    check("409" in other_type or "Conflict" in other_type, f"text in a number column: {other_type}")
    check_equal(str(missing), "Bad Request", "the framework's own words for a missing table")
    check("already exists" in str(twice), f"a table declared twice: {twice}")
    check_equal(rows, [[1, "Ada"]], "rows afterwards")
