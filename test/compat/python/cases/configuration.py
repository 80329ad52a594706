import hotdata
from case_context import check_equal


def run(context):
    configuration = hotdata.Configuration(
        api_key=context.api_key,
        workspace_id=context.workspace_id,
    )
    check_equal(configuration.host, "https://api.hotdata.dev", "default host")
    configuration.host = context.host
    with hotdata.ApiClient(configuration) as api_client:
        listing = hotdata.WorkspacesApi(api_client).list_workspaces()
    check_equal(listing.workspaces[0].public_id, context.workspace_id, "workspace")
