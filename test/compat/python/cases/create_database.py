import datetime

import hotdata
from case_context import check, check_equal


def run(context):
    with context.client() as api_client:
        created = context.create_database(
            api_client,
            "sales",
            expires_at="24h",
            schemas=[
                hotdata.DatabaseDefaultSchemaDecl(
                    name="public",
                    tables=[
                        hotdata.DatabaseDefaultTableDecl(name="orders"),
                        hotdata.DatabaseDefaultTableDecl(name="customers"),
                    ],
                )
            ],
        )
        print(created.id)
        tables = hotdata.InformationSchemaApi(api_client).information_schema(
            connection_id=created.default_connection_id
        )
    declared = sorted(f"{table.var_schema}.{table.table}" for table in tables.tables)
    check_equal(declared, ["public.customers", "public.orders"], "declared tables")
    check_equal(context.label(created), "sales", "label")
    check(created.default_connection_id, "no default connection")
    left = created.expires_at - datetime.datetime.now(datetime.timezone.utc)
    check(abs(left - datetime.timedelta(hours=24)).total_seconds() < 60, f"expires in {left}")
