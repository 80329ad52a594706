import asyncio
import json

import pyarrow
import pyarrow.parquet
from checks import check, check_equal
from hotdata_langchain import make_hotdata_tools
import agent


def run(context):
    """The SQL tool names its catalog, caps long answers, and hands the engine's words to the model."""
    path = str(context.scratch / "numbers.parquet")
    pyarrow.parquet.write_table(pyarrow.table({"n": list(range(500))}), path)
    with agent.client(context) as client:
        database = client.create_managed_database("agent sql", tables=["numbers"])
        client.load_managed_table(database, "numbers", file=path)
        made = make_hotdata_tools(
            client, database_id=database.id, max_rows=10, handle_errors=True, management_tools=False
        )
        sql = {tool.name: tool for tool in made}["hotdata_execute_sql"]

        def ask(text):
            return json.loads(sql.invoke({"sql": text}))

        capped = ask('SELECT n FROM "default"."public"."numbers" ORDER BY n')
        missing = ask("SELECT * FROM public.nothing")
        wrong = ask("SELEC 1")
        written = ask("DELETE FROM public.numbers")
        background = json.loads(asyncio.run(sql.ainvoke({"sql": "SELECT sum(n) AS s FROM numbers"})))
        left = ask("SELECT count(*) AS n FROM numbers")
    check("default" in sql.description and "agent sql" in sql.description, "the description names nothing")
    check_equal((len(capped["rows"]), capped["metadata"]["row_count"]), (10, 500), "capped rows")
    check("table 'default.public.nothing' not found" in missing["error"], f"missing table: {missing}")
    check("SELEC" in wrong["error"], f"wrong SQL: {wrong}")
    check("error" in written and left["rows"] == [{"n": 500}], f"a write: {written}")
    check_equal(background["rows"], [{"s": 124750}], "asked asynchronously")
