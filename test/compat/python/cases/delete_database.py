import hotdata
from case_context import check_equal, refused


def run(context):
    with context.client() as api_client:
        db_api = hotdata.DatabasesApi(api_client)
        created = context.create_database(api_client, "deleted")
        db_api.delete_database(created.id)
        error = refused(lambda: db_api.get_database(created.id))
    check_equal(error.status, 404, "status of the deleted database")
