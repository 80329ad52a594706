import hotdata
from case_context import check, check_equal, refused


def run(context):
    with context.client() as api_client:
        db_api = hotdata.DatabasesApi(api_client)
        first = context.create_database(api_client, "life one")
        second = context.create_database(api_client, "life two")
        listed = [db.id for db in db_api.list_databases().databases]
        by_name = refused(lambda: db_api.get_database("life one"))
        db_api.delete_database(first.id)
        again = refused(lambda: db_api.delete_database(first.id))
        kept = db_api.get_database(second.id)
    check(listed.index(second.id) < listed.index(first.id), "the listing is not newest first")
    check_equal(by_name.status, 404, "status of a name in place of an id")
    check_equal(again.status, 404, "status of the second delete")
    check_equal(kept.id, second.id, "the other database")
