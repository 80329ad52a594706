import hotdata
from case_context import check_equal


def run(context):
    with context.client() as api_client:
        created = context.create_database(api_client, "got")
        detail = hotdata.DatabasesApi(api_client).get_database(created.id)
        print(detail.default_connection_id)
    check_equal(detail.id, created.id, "id")
    check_equal(detail.default_connection_id, created.default_connection_id, "connection")
    check_equal(context.label(detail), "got", "label")
    check_equal(detail.attachments, [], "attachments")
