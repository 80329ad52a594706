from checks import check, check_equal
from hotdata_langchain import HotdataVectorStore, make_hotdata_search_tool, make_hotdata_tools
from hotdata_langchain.errors import with_error_feedback
import agent
import json

TEXTS = ["a cat and a dog", "a dog barks", "the car is red", "a train, and a late train", "fish"]
TABLE = "default.public.notes"


def run(context):
    """Tools search by words, by meaning and by both at once, and find what was added a moment ago."""
    with agent.client(context) as client:
        database = client.create_managed_database("agent search")
        client._databases_api().add_database_schema(database.id, {"name": "public"})
        model = agent.WordCounts()
        store = HotdataVectorStore(client, model, database_id=database.id, table="notes", distance="cosine")
        store.add_texts(TEXTS, ids=["a", "b", "c", "d", "e"])
        missing = found(with_error_feedback([tool_of(client, database, "content")])[0], "dog", key="error")
        client.create_index(database, "notes", columns=["content"], index_type="bm25", poll_interval_s=0.1)
        words = tool_of(client, database, "content")
        by_words = [(row["id"], round(row["score"], 4)) for row in found(words, "dog OR dogs barks")]
        store.create_index(poll_interval_s=0.1)
        semantic = tool_of(client, database, "embedding", embedding=model)
        by_meaning = found(semantic, "car", k=1)
        hybrid = tool_of(client, database, "content", embedding=model, strategy="hybrid")
        by_both = [row["id"] for row in found(hybrid, "late train", k=3)]
        phrase = [row["id"] for row in found(words, '"dog barks"')]
        store.add_texts(["a second dog barks"], ids=["f"])
        store.delete(["b"])
        changed = [row["id"] for row in found(words, '"dog barks"')]
        joined = make_sql(client, database)(
            f"SELECT id, score FROM bm25_search('{TABLE}', 'content', 'dog', 100) "
            "WHERE id <> 'a' ORDER BY score DESC"
        )
        described = make_described(client, database)
    check("No BM25 index found on column 'content'" in missing, f"without an index: {missing}")
    check_equal([id for id, _ in by_words], ["b", "a"], "by words")
    check(by_words[0][1] > by_words[1][1] > 0, f"scores: {by_words}")
    check_equal(by_meaning[0]["id"], "c", "by meaning")
    check_equal(by_both[0], "d", "by both")
    check_equal((phrase, changed), (["b"], ["f"]), "a phrase, before and after a change")
    check_equal([row["id"] for row in joined], ["f"], "search in SQL")
    check("search" in described, f"tables described: {described[:300]}")


def tool_of(client, database, column, **settings):
    return make_hotdata_search_tool(client, table=TABLE, column=column, database_id=database.id, **settings)


def found(tool, query, key="rows", **arguments):
    return json.loads(tool.invoke({"query": query, **arguments}))[key]


def make_sql(client, database):
    made = make_hotdata_tools(client, database_id=database.id, management_tools=False)
    sql = {tool.name: tool for tool in made}["hotdata_execute_sql"]
    return lambda text: json.loads(sql.invoke({"sql": text}))["rows"]


def make_described(client, database):
    made = make_hotdata_tools(client, database_id=database.id, management_tools=False)
    return {tool.name: tool for tool in made}["hotdata_describe_tables"].invoke({"table": "notes"})
