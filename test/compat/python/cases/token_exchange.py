import importlib.util
import time

import hotdata
from case_context import NotOffered, check, check_equal


def run(context):
    if importlib.util.find_spec("hotdata._auth") is None:
        raise NotOffered("the client sends its key as it is")
    configuration = context.configuration()
    with hotdata.ApiClient(configuration) as api_client:
        hotdata.WorkspacesApi(api_client).list_workspaces()
        manager = configuration._token_manager
        first = manager.bearer_value()
        refresh = {"grant_type": "refresh_token", "refresh_token": manager._refresh}
        check(manager._mint(refresh), "the refresh token was refused")
        second = manager.bearer_value()
        listing = hotdata.WorkspacesApi(api_client).list_workspaces()
    for token in (first, second):
        check(token.startswith("eyJ") and token.count(".") == 2, "the token is not a JWT")
    check(manager._exp > time.time() + 60, "the refreshed token is about to expire")
    check_equal(listing.ok, True, "ok with the refreshed token")
