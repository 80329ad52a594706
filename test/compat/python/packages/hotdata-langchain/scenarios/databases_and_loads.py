import datetime

import pyarrow
import pyarrow.parquet
from checks import check, check_equal
from hotdata_langchain import database_expiry
import agent


def run(context):
    """An agent creates a database with a key, loads a file, upserts another, and finds it again."""
    first, second = (str(context.scratch / f"{name}.parquet") for name in ("first", "second"))
    pyarrow.parquet.write_table(pyarrow.table({"id": [1, 2], "city": ["Oslo", "Rome"]}), first)
    pyarrow.parquet.write_table(pyarrow.table({"id": [2, 3], "city": ["Roma", "Paris"]}), second)
    with agent.client(context) as client:
        tools = agent.tools(client, allow_private_hosts=True)
        created = tools["hotdata_create_managed_database"](
            name="agent", tables="cities, later", keys={"cities": ["id"]}, expires_at="24h"
        )
        load = tools["hotdata_load_managed_table"]
        database_id = created["id"]
        loaded = load(database_id=database_id, table="cities", file=first)
        merged = load(database_id=database_id, table="cities", file=second, mode="upsert", key=["id"])
        listed = tools["hotdata_list_managed_databases"]()
        scoped = agent.tools(client, database_id=database_id)
        rows = scoped["hotdata_execute_sql"](sql="SELECT id, city FROM public.cities ORDER BY id")
        expires = database_expiry(client, database_id)
    left = expires - datetime.datetime.now(datetime.timezone.utc)
    check_equal((loaded["row_count"], merged["row_count"]), (2, 3), "rows after each load")
    check({"id": database_id, "name": "agent"} in listed, "the new database is not listed")
    check(23 < left.total_seconds() / 3600 <= 24, f"it expires in {left}")
    check_equal([row["city"] for row in rows["rows"]], ["Oslo", "Roma", "Paris"], "cities")
