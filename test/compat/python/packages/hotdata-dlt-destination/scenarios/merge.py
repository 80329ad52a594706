import dlt
from checks import check_equal
import pipelines


def run(context):
    """Merged by a key of two columns; rows marked as deleted go; without a key, by reading all."""
    pipe = pipelines.pipeline(context, pipelines.new_database(context, "dlt merge", "orders"))

    @dlt.resource(
        name="orders",
        write_disposition="merge",
        primary_key=["region", "order_id"],
        columns={"deleted": {"hard_delete": True, "data_type": "bool"}},
    )
    def orders(batch):
        yield batch

    @dlt.resource(
        name="tags",
        write_disposition={"disposition": "merge", "strategy": "insert-only"},
        primary_key="tag",
    )
    def tags(batch):
        yield batch

    def order(region, order_id, status, **more):
        return {"region": region, "order_id": order_id, "status": status, **more}

    pipe.run(
        [
            orders([order("us", 1, "new"), order("us", 2, "new"), order("eu", 1, "new")]),
            tags([{"tag": "a", "n": 1}]),
        ]
    ).raise_on_failed_jobs()
    pipe.run(
        [
            orders(
                [
                    order("us", 2, "paid"),
                    order("eu", 2, "new"),
                    order("eu", 1, "gone", deleted=True),
                ]
            ),
            tags([{"tag": "a", "n": 2}, {"tag": "b", "n": 3}]),
        ]
    ).raise_on_failed_jobs()
    merged = pipe.dataset().table("orders").arrow().to_pylist()
    found = sorted((row["region"], row["order_id"], row["status"]) for row in merged)
    inserted = pipelines.rows(pipe, "tags", "tag", "n")
    check_equal(found, [("eu", 2, "new"), ("us", 1, "new"), ("us", 2, "paid")], "merged")
    check_equal(inserted, [("a", 1), ("b", 3)], "insert-only")
