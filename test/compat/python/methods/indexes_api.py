import hotdata
from methods.datasets_api import query_dataset


def create_index(context):
    create = context.indexes_api.create_index
    context.not_yet(lambda: create(context.connection_id, "public", "orders", _request()))
    context.refuses(lambda: create(context.connection_id, "public", "none", _request()), 404)


def list_indexes(context):
    context.not_yet(lambda: context.indexes_api.list_indexes(context.connection_id, "public", "orders"))


def list_indexes_collection(context):
    context.not_yet(lambda: context.indexes_api.list_indexes_collection(context.database_id))


def delete_index(context):
    delete = context.indexes_api.delete_index
    context.not_yet(lambda: delete(context.connection_id, "public", "orders", "none"))


def create_dataset_index(context):
    create = context.indexes_api.create_dataset_index
    context.not_yet(lambda: create(_dataset(context), _request()))
    context.refuses(lambda: create("datanone", _request()), 404)


def list_dataset_indexes(context):
    context.not_yet(lambda: context.indexes_api.list_dataset_indexes(_dataset(context)))


def delete_dataset_index(context):
    context.not_yet(lambda: context.indexes_api.delete_dataset_index(_dataset(context), "none"))


def _dataset(context):
    return query_dataset(context, "indexed").id


def _request():
    return hotdata.CreateIndexRequest(index_name="by_customer", columns=["customer"], index_type="sorted")
