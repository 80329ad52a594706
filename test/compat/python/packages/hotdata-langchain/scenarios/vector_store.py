from checks import check, check_equal
from hotdata_langchain import HotdataVectorStore
import agent

TEXTS = ["cat cat dog", "dog fish", "car train", "train"]


def run(context):
    """Texts are stored by id, found by nearness and by metadata, replaced and deleted; an index changes no answer."""
    with agent.client(context) as client:
        database = client.create_managed_database("agent vectors")
        client._databases_api().add_database_schema(database.id, {"name": "public"})
        stores = {}
        for distance in ("cosine", "l2", "dot"):
            store = HotdataVectorStore(
                client,
                agent.WordCounts(),
                database_id=database.id,
                table=f"v_{distance}",
                distance=distance,
                metadata_columns={"kind": "string", "rank": "int"},
            )
            metadatas = [{"kind": "animal" if n < 2 else "vehicle", "rank": n} for n in range(4)]
            store.add_texts(TEXTS, metadatas, ids=["a", "b", "c", "d"])
            stores[distance] = store
        nearest = nearest_of(stores)
        made = [store.create_index(poll_interval_s=0.1) for store in stores.values()]
        again = [store.create_index() for store in stores.values()]
        indexed = nearest_of(stores)
        store = stores["cosine"]
        filtered = store.similarity_search("dog", k=3, filter={"kind": "vehicle"})
        varied = store.max_marginal_relevance_search("train", k=2, fetch_k=4)
        store.add_texts(["fish fish"], [{"kind": "animal", "rank": 9}], ids=["a"])
        store.delete(["b", "none"])
        left = store.get_by_ids(["a", "b", "c"])
    check([index.status for index in made] == ["ready"] * 3 and again == [None] * 3, f"indexes: {made}, {again}")
    check_equal(indexed, nearest, "nearest with an index")
    check_equal(nearest["cosine"], [("b", 0.2929), ("a", 0.5528)], "cosine")
    check_equal(nearest["l2"], [("b", 1.0), ("d", 2.0)], "l2")
    check_equal([score for _, score in nearest["dot"]], [-1.0, -1.0], "dot")
    check_equal(sorted(d.id for d in filtered), ["c", "d"], "filtered")
    check_equal(sorted(d.id for d in varied), ["c", "d"], "varied")
    check_equal([(d.id, d.page_content, d.metadata["rank"]) for d in left], [("a", "fish fish", 9), ("c", "car train", 2)], "left")


def nearest_of(stores):
    return {
        name: [(d.id, round(score, 4)) for d, score in store.similarity_search_with_score("dog", k=2)]
        for name, store in stores.items()
    }
