import hotdata
from case_context import check


def run(context):
    if "id" not in hotdata.WorkspaceListItem.model_fields:
        context.adapt("WorkspaceListItem has public_id in place of id")
    with context.client() as api_client:
        workspaces_api = hotdata.WorkspacesApi(api_client)
        listing = workspaces_api.list_workspaces()
        for ws in listing.workspaces:
            print(ws.public_id, ws.name)
    found = [ws for ws in listing.workspaces if ws.public_id == context.workspace_id]
    check(listing.ok is True, "ok is not true")
    check(len(found) == 1 and found[0].active is True, f"not there or not active: {listing}")
