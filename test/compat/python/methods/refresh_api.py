import hotdata
from case_context import check_equal
from methods.datasets_api import query_dataset


def refresh(context):
    refresh = context.refresh_api.refresh
    nothing = refresh(hotdata.RefreshRequest()).actual_instance
    check_equal((nothing.connections_refreshed, nothing.tables_discovered), (0, 0), "all connections")
    managed = hotdata.RefreshRequest(connection_id=context.connection_id)
    context.refuses(lambda: refresh(managed), 400, "loads endpoint")
    if "dataset_id" not in hotdata.RefreshRequest.model_fields or not hasattr(hotdata, "DatasetsApi"):
        return
    dataset = query_dataset(context, "refreshed")
    again = refresh(hotdata.RefreshRequest(dataset_id=dataset.id)).actual_instance
    check_equal((again.id, again.version), (dataset.id, 2), "dataset")
