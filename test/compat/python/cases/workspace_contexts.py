import hotdata
from case_context import check, check_equal, refused


def run(context):
    """A document of the workspace: written, replaced, listed, deleted."""
    contexts_class = context.offered("WorkspaceContextApi")
    context.offered("delete_workspace_context", contexts_class)
    with context.client() as api_client:
        contexts = contexts_class(api_client)

        def write(name, content):
            request = hotdata.UpsertWorkspaceContextRequest(name=name, content=content)
            return contexts.upsert_workspace_context(request).context

        write("Guide", "old")
        written = write("Guide", "new")
        shown = contexts.get_workspace_context("Guide").context
        listed = [entry.name for entry in contexts.list_workspace_contexts().contexts]
        reserved = refused(lambda: write("select", "x"))
        contexts.delete_workspace_context("Guide")
        gone = refused(lambda: contexts.get_workspace_context("Guide"))
    check_equal((shown.content, shown), ("new", written), "shown")
    check("Guide" in listed, "not listed")
    check_equal((reserved.status, gone.status), (400, 404), "statuses")
