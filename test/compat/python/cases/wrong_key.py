import importlib.util

import hotdata
from case_context import check, check_equal, refused


def run(context):
    with context.client(api_key="wrong") as api_client:
        workspaces_api = hotdata.WorkspacesApi(api_client)
        if importlib.util.find_spec("hotdata._auth") is not None:
            check("401" in refused_exchange(workspaces_api), "the exchange was not a 401")
            return
        error = refused(workspaces_api.list_workspaces)
    check_equal(error.status, 401, "status")
    check("error" in error.body, f"body: {error.body}")


def refused_exchange(workspaces_api):
    """Clients that trade their key for a token fail while they do so."""
    from hotdata._auth import TokenExchangeError

    try:
        workspaces_api.list_workspaces()
    except TokenExchangeError as error:
        return str(error)
    raise AssertionError("the wrong key was accepted")
