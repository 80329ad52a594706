import hotdata
from case_context import check, check_equal


def run(context):
    """A dataset that is made in a sandbox is in its schema, and goes with it."""
    sandboxes_class = context.offered("SandboxesApi")
    datasets_class = context.offered("DatasetsApi")
    inline = hotdata.InlineData(content="a\n1\n2\n", format="csv")
    source = hotdata.DatasetSource(hotdata.DatasetSourceOneOf4(inline=inline, type="inline"))
    request = hotdata.CreateDatasetRequest(label="Sandbox Sales", source=source)

    def rows(client, sql):
        return hotdata.QueryApi(client).query(hotdata.QueryRequest(sql=sql)).rows

    with context.client() as api_client:
        sandboxes = sandboxes_class(api_client)
        sandbox_id = sandboxes.create_sandbox(hotdata.CreateSandboxRequest()).sandbox.public_id
        with context.client(session_id=sandbox_id) as inside:
            made = datasets_class(inside).create_dataset(request)
            bare = rows(inside, "SELECT sum(a) AS s FROM sandbox_sales")
        full = rows(api_client, f"SELECT count(*) AS n FROM datasets.{sandbox_id}.sandbox_sales")
        listed = [item.id for item in datasets_class(api_client).list_datasets(limit=1000).datasets]
        sandboxes.delete_sandbox(sandbox_id)
        left = [item.id for item in datasets_class(api_client).list_datasets(limit=1000).datasets]
    check_equal(made.schema_name, sandbox_id, "schema")
    check_equal((bare, full), ([[3]], [[2]]), "rows by bare and by full name")
    check(made.id in listed, "not listed")
    check(made.id not in left, "still listed when the sandbox was deleted")
