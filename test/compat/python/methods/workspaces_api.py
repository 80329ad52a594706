import json

import hotdata
from case_context import check, check_equal


def list_workspaces(context):
    listing = context.workspaces_api.list_workspaces()
    own = [one for one in listing.workspaces if one.public_id == context.workspace_id]
    check_equal(listing.ok, True, "ok")
    check_equal([one.active for one in own], [True], "the workspace in use")


def list_workspaces_with_http_info(context):
    answer = context.workspaces_api.list_workspaces_with_http_info()
    check_equal(answer.status_code, 200, "status")
    check(answer.headers["content-type"].startswith("application/json"), "content type")
    check_equal(json.loads(answer.raw_data)["ok"], True, "raw body")
    check(isinstance(answer.data, hotdata.ListWorkspacesResponse), "data")


def list_workspaces_without_preload_content(context):
    answer = context.workspaces_api.list_workspaces_without_preload_content()
    body = json.loads(answer.read())
    check_equal((answer.status, body["ok"]), (200, True), "status and body")


def create_workspace(context):
    workspace = _new(context, "methods: create")
    listing = context.workspaces_api.list_workspaces()
    check_equal(workspace.name, "methods: create", "name")
    check(workspace.public_id in [one.public_id for one in listing.workspaces], "it is not listed")
    context.workspaces_api.delete_workspace(workspace.public_id)


def delete_workspace(context):
    workspace = _new(context, "methods: delete")
    context.workspaces_api.delete_workspace(workspace.public_id)
    listing = context.workspaces_api.list_workspaces()
    check(workspace.public_id not in [one.public_id for one in listing.workspaces], "it is listed")


def _new(context, name):
    request = hotdata.CreateWorkspaceRequest(name=name)
    return context.workspaces_api.create_workspace(request).workspace
