import hotdata
from case_context import check


def run(context):
    with context.client() as api_client:
        created = context.create_database(api_client, "listed")
        listing = hotdata.DatabasesApi(api_client).list_databases()
        for db in listing.databases:
            print(db.id, context.label(db))
    found = [db for db in listing.databases if db.id == created.id]
    check(len(found) == 1, f"the new database is listed {len(found)} times")
    check(context.label(found[0]) == "listed", "the listing lost the label")
