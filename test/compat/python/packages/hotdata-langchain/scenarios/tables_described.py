import pyarrow
import pyarrow.parquet
from checks import check, check_equal
import agent


def run(context):
    """Tables and their columns with types and counts; a declared table says that it is empty."""
    path = str(context.scratch / "people.parquet")
    people = pyarrow.table(
        {
            "id": pyarrow.array([1, 2, 3], pyarrow.int64()),
            "all": pyarrow.array(["a", None, None], pyarrow.string()),
            "born": pyarrow.array([None, None, None], pyarrow.timestamp("us", tz="UTC")),
        }
    )
    pyarrow.parquet.write_table(people, path)
    with agent.client(context) as client:
        database = client.create_managed_database("agent tables", tables=["people", "later"])
        client.load_managed_table(database, "people", file=path)
        describe = agent.tools(client, database_id=database.id)["hotdata_describe_tables"]
        overview = describe()
        one = describe(table="default.public.people")
        bare = describe(table="people")
        empty = describe(table="public.later")
        unknown = describe(table="nothing")
    check_equal(overview["tables"], [{"table": "public.people", "column_count": 3}], "tables")
    check_equal(
        [(column["name"], column["type"], column["non_null"]) for column in one["columns"]],
        [("id", "Int64", 3), ("all", "Utf8", 1), ("born", "timestamp[us, tz=UTC]", 0)],
        "columns",
    )
    check_equal((one["row_count"], bare), (3, one), "rows, and the same by its bare name")
    check("no data yet" in empty["note"], f"a declared table: {empty}")
    check("no table named" in unknown["error"], f"an unknown table: {unknown}")
