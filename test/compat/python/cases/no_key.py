import json

import hotdata
from case_context import check, check_equal, refused


def run(context):
    with context.client(api_key=None) as api_client:
        error = refused(hotdata.WorkspacesApi(api_client).list_workspaces)
    check_equal(error.status, 401, "status")
    check(isinstance(json.loads(error.body)["error"], str), f"not the flat form: {error.body}")
