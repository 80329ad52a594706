import dlt
from checks import check_equal, raised
from dlt.pipeline.exceptions import PipelineStepFailed
from hotdata_framework import HotdataClient
import pipelines


def run(context):
    """Without an id the first run makes a database; with one that is gone, the run says so."""
    pipe = pipelines.pipeline(context, None, database_name="dlt first run")
    rows = dlt.resource([{"id": 1}], name="things", write_disposition="append", primary_key="id")
    pipe.run(rows).raise_on_failed_jobs()
    with HotdataClient(context.api_key, context.workspace_id, host=context.host) as client:
        database = client.resolve_managed_database("dlt first run")
        tables = [table.table for table in client.list_managed_tables(database, schema="public")]
        found = client.execute_sql('SELECT id FROM "default"."public"."things"', database=database).rows
        client.delete_managed_database(database)
    gone = pipelines.pipeline(context, database.id, name="gone")
    error = raised(PipelineStepFailed, lambda: gone.run(rows))
    check_equal(tables, ["_dlt_loads", "_dlt_pipeline_state", "_dlt_version", "things"], "tables")
    check_equal(found, [[1]], "rows")
    check_equal("was not found" in str(error), True, "what is said of the database that is gone")
