from checks import check_equal
import shop


def run(context):
    """Append, then upsert, update and delete by a key given with the load, then by a declared one."""
    with shop.client(context) as client:
        database = client.create_managed_database(
            "framework keys", tables=["people", "keyed"], keys={"keyed": ["id"]}
        )

        def load(table, mode, rows, key=None):
            path = shop.parquet(context, "people", rows)
            loaded = client.load_managed_table(database, table, file=path, mode=mode, key=key)
            sql = f'SELECT id, name FROM "default"."public"."{table}" ORDER BY id'
            rows = client.execute_sql(sql, database=database).rows
            check_equal(loaded.row_count, len(rows), f"row_count after {mode}")
            return rows

        load("people", "replace", shop.people([(1, "Ada"), (2, "Grace")]))
        load("people", "append", shop.people([(3, "Edsger")]))
        upserted = load("people", "upsert", shop.people([(2, "Hopper"), (4, "Barbara")]), ["id"])
        updated = load("people", "update", shop.people([(1, "Lovelace"), (9, "nobody")]), ["id"])
        deleted = load("people", "delete", shop.people([(3, "")]).select(["id"]), ["id"])
        load("keyed", "replace", shop.people([(1, "one"), (2, "two")]))
        keyed = load("keyed", "upsert", shop.people([(2, "zwei")]))
    check_equal(upserted, [[1, "Ada"], [2, "Hopper"], [3, "Edsger"], [4, "Barbara"]], "upserted")
    check_equal(updated[0], [1, "Lovelace"], "updated")
    check_equal(deleted, [[1, "Lovelace"], [2, "Hopper"], [4, "Barbara"]], "deleted")
    check_equal(keyed, [[1, "one"], [2, "zwei"]], "by the declared key")
