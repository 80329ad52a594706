import time

import hotdata
from case_context import check, check_equal


def create_dataset(context):
    made = _made(context, "Cities of 2026")
    check_equal((made.label, made.schema_name, made.status), ("Cities of 2026", "main", "ready"), "dataset")
    sql = f"SELECT city FROM datasets.{made.schema_name}.{made.table_name} ORDER BY 1"
    check_equal(context.rows(None, sql), [["Bergen"], ["Oslo"]], "rows")
    context.datasets_api.delete_dataset(made.id)


def get_dataset(context):
    made = _made(context, "Read")
    found = context.datasets_api.get_dataset(made.id)
    check_equal([(c.name, c.data_type) for c in found.columns], [("city", "Utf8"), ("n", "Int64")], "columns")
    check_equal((found.latest_version, found.pinned_version), (1, None), "versions")
    context.datasets_api.delete_dataset(made.id)


def list_datasets(context):
    made = _made(context, "Listed")
    listing = context.datasets_api.list_datasets(limit=1000)
    check(made.id in [one.id for one in listing.datasets], "it is not listed")
    check_equal((listing.count, listing.has_more), (len(listing.datasets), False), "page")
    context.datasets_api.delete_dataset(made.id)


def list_dataset_versions(context):
    made = _made(context, "Versions")
    listing = context.datasets_api.list_dataset_versions(made.id)
    check_equal((listing.dataset_id, [one.version for one in listing.versions]), (made.id, [1]), "versions")
    context.datasets_api.delete_dataset(made.id)


def update_dataset(context):
    made = _made(context, "Before")
    table = f"renamed_{time.time_ns()}"
    request = hotdata.UpdateDatasetRequest(label="After", table_name=table, pinned_version=1)
    updated = context.datasets_api.update_dataset(made.id, request)
    check_equal((updated.label, updated.table_name, updated.pinned_version), ("After", table, 1), "dataset")
    check_equal(context.rows(None, f"SELECT sum(n) FROM datasets.main.{table}"), [[3]], "rows")
    context.datasets_api.delete_dataset(made.id)


def delete_dataset(context):
    made = _made(context, "Deleted")
    context.datasets_api.delete_dataset(made.id)
    context.refuses(lambda: context.datasets_api.delete_dataset(made.id), 404)


def _made(context, label):
    content = "city,n\nOslo,1\nBergen,2\n"
    source = {"type": "inline", "inline": {"format": "csv", "content": content}}
    request = hotdata.CreateDatasetRequest(
        label=label,
        table_name=f"methods_{time.time_ns()}",
        source=hotdata.DatasetSource.from_dict(source),
    )
    return context.datasets_api.create_dataset(request)


def query_dataset(context, label, sql="SELECT count(*) AS n FROM orders"):
    """A dataset that a refresh can make anew."""
    source = {"type": "sql_query", "sql": sql}
    request = hotdata.CreateDatasetRequest(
        label=label,
        table_name=f"methods_{time.time_ns()}",
        source=hotdata.DatasetSource.from_dict(source),
    )
    create = context.datasets_api.create_dataset
    return create(request, **context.scope(create))
