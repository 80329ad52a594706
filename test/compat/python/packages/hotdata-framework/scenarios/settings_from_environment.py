from checks import check, check_equal
from hotdata_framework import from_env, resolve_workspace_selection, workspace_health_lines


def run(context):
    """A notebook names the host, with /v1, and the key: the workspace is found."""
    settings = {"HOTDATA_API_URL": f"{context.host}/v1", "HOTDATA_API_KEY": context.api_key}
    with context.environment(**settings):
        selection = resolve_workspace_selection(context.api_key, context.host)
        with from_env() as client:
            ok, lines = workspace_health_lines(client)
            answer = client.execute_sql("SELECT 1 AS one, 'two' AS two")
    check_equal(selection.source, "active", "how the workspace was found")
    check_equal(selection.workspace_id, context.workspace_id, "workspace")
    check(ok and lines[0] == "**API** reachable", f"health: {lines}")
    check_equal(client.workspace_id, context.workspace_id, "the client's workspace")
    check_equal(answer.to_records(), [{"one": 1, "two": "two"}], "rows")
