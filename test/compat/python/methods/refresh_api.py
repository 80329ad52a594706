import hotdata
from case_context import check, check_equal
from methods.datasets_api import query_dataset
from source_file import connect, copy_rows


def refresh(context):
    refresh = context.refresh_api.refresh
    made = connect(context)
    everything = refresh(hotdata.RefreshRequest()).actual_instance
    check(everything.connections_refreshed >= 1, f"all connections: {everything}")
    one = refresh(hotdata.RefreshRequest(connection_id=made.id)).actual_instance
    counts = (one.connections_refreshed, one.tables_discovered, one.tables_added, one.tables_modified)
    check_equal(counts, (1, 1, 0, 0), "one connection")
    table = copy_rows(context, made)
    check_equal((table.connection_id, table.table_name, table.rows_synced), (made.id, "people", 2), "table")
    request = hotdata.RefreshRequest(connection_id=made.id, data=True)
    rows = refresh(request).actual_instance
    check_equal((rows.tables_refreshed, rows.tables_failed, rows.total_rows), (1, 0, 2), "rows")
    managed = hotdata.RefreshRequest(connection_id=context.connection_id)
    context.refuses(lambda: refresh(managed), 400, "loads endpoint")
    if "dataset_id" not in hotdata.RefreshRequest.model_fields or not hasattr(hotdata, "DatasetsApi"):
        return
    dataset = query_dataset(context, "refreshed")
    again = refresh(hotdata.RefreshRequest(dataset_id=dataset.id)).actual_instance
    check_equal((again.id, again.version), (dataset.id, 2), "dataset")
