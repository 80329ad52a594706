import hotdata
from case_context import check, check_equal
from methods.datasets_api import query_dataset


def create_index(context):
    create = context.indexes_api.create_index
    made = create(context.connection_id, "public", "orders", _request("created"))
    check_equal(made.index_name, "created", "name")
    check_equal(made.status, "ready", "status")
    check_equal(made.columns, ["customer"], "columns")
    context.refuses(lambda: create(context.connection_id, "public", "none", _request("none")), 404)
    context.refuses(
        lambda: create(context.connection_id, "public", "orders", _request("created")), 409, "already exists"
    )


def list_indexes(context):
    _ensure(context, "listed")
    listed = context.indexes_api.list_indexes(context.connection_id, "public", "orders").indexes
    check("listed" in [index.index_name for index in listed], f"indexes: {listed}")


def list_indexes_collection(context):
    _ensure(context, "collected")
    page = context.indexes_api.list_indexes_collection(context.database_id)
    entry = next(index for index in page.indexes if index.index_name == "collected")
    check_equal((entry.schema_name, entry.table_name), ("public", "orders"), "table")


def delete_index(context):
    delete = context.indexes_api.delete_index
    _ensure(context, "deleted")
    delete(context.connection_id, "public", "orders", "deleted")
    context.refuses(lambda: delete(context.connection_id, "public", "orders", "deleted"), 404)


def create_dataset_index(context):
    create = context.indexes_api.create_dataset_index
    made = create(_dataset(context), _request("created"))
    check_equal(made.index_name, "created", "name")
    context.refuses(lambda: create("datanone", _request("none")), 404)


def list_dataset_indexes(context):
    dataset = _dataset(context)
    context.indexes_api.create_dataset_index(dataset, _request("listed"))
    listed = context.indexes_api.list_dataset_indexes(dataset).indexes
    check_equal([index.index_name for index in listed], ["listed"], "indexes")


def delete_dataset_index(context):
    dataset = _dataset(context)
    context.indexes_api.create_dataset_index(dataset, _request("deleted"))
    context.indexes_api.delete_dataset_index(dataset, "deleted")
    check_equal(context.indexes_api.list_dataset_indexes(dataset).indexes, [], "indexes")


def _ensure(context, name):
    context.indexes_api.create_index(context.connection_id, "public", "orders", _request(name))


def _dataset(context):
    return query_dataset(context, "indexed").id


def _request(name):
    return hotdata.CreateIndexRequest(index_name=name, columns=["customer"], index_type="bm25")
