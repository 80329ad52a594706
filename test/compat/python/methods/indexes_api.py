import time

import hotdata
from case_context import check, check_equal
from methods.datasets_api import query_dataset


def create_index(context):
    create = context.indexes_api.create_index
    name = _name()
    made = create(context.connection_id, "public", "orders", _request(name))
    check_equal((made.index_name, made.status, made.columns), (name, "ready", ["customer"]), "index")
    taken = _request(name)
    context.refuses(lambda: create(context.connection_id, "public", "orders", taken), 409, "already exists")
    context.refuses(lambda: create(context.connection_id, "public", "none", _request("none")), 404)


def list_indexes(context):
    name = _made(context)
    listed = context.indexes_api.list_indexes(context.connection_id, "public", "orders").indexes
    check(name in [index.index_name for index in listed], f"indexes: {listed}")


def list_indexes_collection(context):
    name = _made(context)
    page = context.indexes_api.list_indexes_collection(context.database_id)
    entry = next(index for index in page.indexes if index.index_name == name)
    check_equal((entry.schema_name, entry.table_name), ("public", "orders"), "table")


def delete_index(context):
    delete = context.indexes_api.delete_index
    name = _made(context)
    delete(context.connection_id, "public", "orders", name)
    context.refuses(lambda: delete(context.connection_id, "public", "orders", name), 404)


def create_dataset_index(context):
    create = context.indexes_api.create_dataset_index
    made = create(_dataset(context), _request("words"))
    check_equal((made.index_name, made.status), ("words", "ready"), "index")
    context.refuses(lambda: create("datanone", _request("none")), 404)


def list_dataset_indexes(context):
    dataset = _dataset(context)
    context.indexes_api.create_dataset_index(dataset, _request("words"))
    listed = context.indexes_api.list_dataset_indexes(dataset).indexes
    check_equal([index.index_name for index in listed], ["words"], "indexes")


def delete_dataset_index(context):
    dataset = _dataset(context)
    context.indexes_api.create_dataset_index(dataset, _request("words"))
    context.indexes_api.delete_dataset_index(dataset, "words")
    check_equal(context.indexes_api.list_dataset_indexes(dataset).indexes, [], "indexes")


def _made(context):
    """A new index of the orders; the table is every client's, so its name is new."""
    name = _name()
    context.indexes_api.create_index(context.connection_id, "public", "orders", _request(name))
    return name


def _name():
    return f"methods_{time.time_ns()}"


def _dataset(context):
    return query_dataset(context, "indexed", "SELECT DISTINCT customer FROM orders").id


def _request(name):
    return hotdata.CreateIndexRequest(index_name=name, columns=["customer"], index_type="bm25")
