import dlt
from checks import check_equal
from hotdata_dlt_destination.configuration import HotdataCredentials
from hotdata_dlt_destination.sources import hotdata_query, hotdata_table
import pipelines


def run(context):
    """A table and a query of one database are read in batches, into another database."""
    source = pipelines.new_database(context, "dlt source", "numbers")
    target = pipelines.new_database(context, "dlt copy", "numbers")

    @dlt.resource(name="numbers", write_disposition="replace")
    def numbers():
        yield [{"n": n, "label": f"row {n}"} for n in range(15_000)]

    pipelines.pipeline(context, source, name="fill").run(numbers()).raise_on_failed_jobs()
    settings = {
        "database_id": source,
        "workspace_id": context.workspace_id,
        "credentials": HotdataCredentials(api_key=context.api_key),
        "api_base_url": context.host,
        "write_disposition": "replace",
    }
    copy = pipelines.pipeline(context, target, name="copy")
    table = hotdata_table("numbers", included_columns=["n", "label"], batch_rows=4_000, **settings)
    sums = hotdata_query(
        "SELECT n % 3 AS rest, count(*) AS n FROM public.numbers GROUP BY 1", name="sums", **settings
    )
    empty = hotdata_table("numbers", limit=0, name="empty", **settings)
    copy.run([table, sums, empty]).raise_on_failed_jobs()
    dataset = copy.dataset()
    whole = dataset("SELECT count(*), min(label), sum(n) FROM numbers").fetchall()
    check_equal([tuple(row) for row in whole], [(15_000, "row 0", 112_492_500)], "the copied table")
    rests = pipelines.rows(copy, "sums", "rest", "n")
    check_equal(rests, [(0, 5_000), (1, 5_000), (2, 5_000)], "the copied query")
