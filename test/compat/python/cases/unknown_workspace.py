import json

import hotdata
from case_context import check, refused


def run(context):
    with context.client(workspace_id="ws_0123456789abcdef") as api_client:
        error = refused(hotdata.DatabasesApi(api_client).list_databases)
    check(error.status in (403, 404), f"status {error.status}")
    check(isinstance(json.loads(error.body)["error"], str), f"not the flat form: {error.body}")
