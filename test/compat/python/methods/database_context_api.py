import hotdata
from case_context import check_equal


def upsert_database_context(context):
    database, entry = _written(context)
    check_equal((entry.name, entry.content), ("DATAMODEL", "# Orders"), "context")
    again = _upsert(context, database.id, "# Orders and lines")
    check_equal(again.content, "# Orders and lines", "content after the second write")


def get_database_context(context):
    database, _entry = _written(context)
    found = context.database_context_api.get_database_context(database.id, "DATAMODEL").context
    check_equal(found.content, "# Orders", "content")
    read = context.database_context_api.get_database_context
    context.refuses(lambda: read(database.id, "OTHER"), 404)


def list_database_contexts(context):
    database, _entry = _written(context)
    listing = context.database_context_api.list_database_contexts(database.id)
    check_equal([one.name for one in listing.contexts], ["DATAMODEL"], "names")


def delete_database_context(context):
    database, _entry = _written(context)
    context.database_context_api.delete_database_context(database.id, "DATAMODEL")
    check_equal(context.database_context_api.list_database_contexts(database.id).contexts, [], "contexts")


def _written(context):
    database = context.database()
    return database, _upsert(context, database.id, "# Orders")


def _upsert(context, database_id, content):
    request = hotdata.UpsertDatabaseContextRequest(name="DATAMODEL", content=content)
    return context.database_context_api.upsert_database_context(database_id, request).context
