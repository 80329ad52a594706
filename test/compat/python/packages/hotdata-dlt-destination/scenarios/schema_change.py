import dlt
from checks import check_equal
import pipelines


def run(context):
    """A column appears, another comes with text in place of numbers; old rows stay."""
    pipe = pipelines.pipeline(context, pipelines.new_database(context, "dlt schema", "things"))

    @dlt.resource(name="things", write_disposition="append")
    def things(batch):
        yield batch

    pipe.run(things([{"id": 1, "size": 10}])).raise_on_failed_jobs()
    pipe.run(things([{"id": 2, "size": 11, "Colour Name": "red"}])).raise_on_failed_jobs()
    pipe.run(things([{"id": 3, "size": "large"}])).raise_on_failed_jobs()
    pipe.run(things([{"id": 4, "size": 12.5, "parts": [1, 2]}])).raise_on_failed_jobs()
    columns = ("id", "size", "colour_name", "size__v_text", "size__v_double")
    rows = pipelines.rows(pipe, "things", *columns)
    parts = sorted(row["value"] for row in pipe.dataset().table("things__parts").arrow().to_pylist())
    with pipe.sql_client() as client:
        versions = client.execute_sql(
            'SELECT count(DISTINCT version_hash) FROM "default"."public"."_dlt_version"'
        )
    check_equal(
        rows,
        [
            (1, 10, None, None, None),
            (2, 11, "red", None, None),
            (3, None, None, "large", None),
            (4, None, None, None, 12.5),
        ],
        "rows",
    )
    check_equal(parts, [1, 2], "the new child table")
    check_equal([tuple(row) for row in versions], [(4,)], "versions of the schema")
