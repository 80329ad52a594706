import hotdata
from case_context import check, check_equal


def upsert_workspace_context(context):
    entry = _upsert(context, "written", "# One")
    check_equal((entry.name, entry.content), ("written", "# One"), "context")
    check_equal(_upsert(context, "written", "# Two").content, "# Two", "content after the second write")


def get_workspace_context(context):
    _upsert(context, "read", "# One")
    found = context.workspace_context_api.get_workspace_context("read").context
    check_equal(found.content, "# One", "content")


def list_workspace_contexts(context):
    _upsert(context, "listed", "# One")
    listing = context.workspace_context_api.list_workspace_contexts()
    check("listed" in [one.name for one in listing.contexts], "it is not listed")


def delete_workspace_context(context):
    _upsert(context, "deleted", "# One")
    context.workspace_context_api.delete_workspace_context("deleted")
    read = context.workspace_context_api.get_workspace_context
    context.refuses(lambda: read("deleted"), 404)


def _upsert(context, name, content):
    request = hotdata.UpsertWorkspaceContextRequest(name=name, content=content)
    return context.workspace_context_api.upsert_workspace_context(request).context
