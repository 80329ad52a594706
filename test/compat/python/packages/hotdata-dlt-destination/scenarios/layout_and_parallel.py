import datetime

import dlt
from checks import check_equal
from hotdata_dlt_destination import hotdata_adapter
from hotdata_framework import HotdataClient
import pipelines

DAYS = [datetime.date(2026, month, 1) for month in (1, 2, 2, 3)]


def run(context):
    """Ten tables loaded at once, one of them partitioned and sorted, and added to."""
    database_id = pipelines.new_database(context, "dlt layout", "t_0")

    def rows(number):
        return [{"id": id, "day": day, "n": number * id} for id, day in enumerate(DAYS)]

    def laid_out():
        resource = dlt.resource(rows(9), name="laid_out", write_disposition="append")
        return hotdata_adapter(resource, partition_by=[("day", "month")], sorted_by=[("id", "desc")])

    others = [dlt.resource(rows(number), name=f"t_{number}") for number in range(9)]
    pipe = pipelines.pipeline(context, database_id)
    pipe.run([*others, laid_out()]).raise_on_failed_jobs()
    pipe.run(laid_out()).raise_on_failed_jobs()
    counts = {row[0]: row[1] for row in pipe.dataset().row_counts().fetchall()}
    with HotdataClient(context.api_key, context.workspace_id, host=context.host) as client:
        layout = client.managed_table_layout(database_id, "laid_out")
    check_equal(counts, {**{f"t_{n}": 4 for n in range(9)}, "laid_out": 8}, "rows by table")
    check_equal([(k.column, k.transform) for k in layout.partition_by], [("day", "month")], "partitions")
    check_equal([(k.column, k.direction) for k in layout.sorted_by], [("id", "desc")], "sort order")
