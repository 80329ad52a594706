import hotdata
from case_context import check, check_equal, refused


def run(context):
    """A sandbox by its life cycle, and a query that runs in it."""
    sandboxes_class = context.offered("SandboxesApi")
    with context.client() as api_client:
        sandboxes = sandboxes_class(api_client)
        request = hotdata.CreateSandboxRequest(name="prices", markdown="# Plan")
        sandbox = sandboxes.create_sandbox(request).sandbox
        sandbox_id = sandbox.public_id
        unnamed = sandboxes.create_sandbox(hotdata.CreateSandboxRequest()).sandbox
        changed = sandboxes.update_sandbox(
            sandbox_id, hotdata.UpdateSandboxRequest(markdown="# Done")
        ).sandbox
        shown = sandboxes.get_sandbox(sandbox_id).sandbox
        listed = [item.public_id for item in sandboxes.list_sandboxes().sandboxes]
    with context.client(session_id=sandbox_id) as api_client:
        answer = hotdata.QueryApi(api_client).query(hotdata.QueryRequest(sql="SELECT 1 AS one"))
        result = hotdata.ResultsApi(api_client).get_result(answer.result_id)
    with context.client() as api_client:
        sandboxes = sandboxes_class(api_client)
        deleted = sandboxes.delete_sandbox(sandbox_id)
        gone = refused(lambda: sandboxes.get_sandbox(sandbox_id))
        sandboxes.delete_sandbox(unnamed.public_id)
    check_equal((sandbox.name, sandbox.markdown), ("prices", "# Plan"), "sandbox")
    check(unnamed.name != "", "a sandbox without a name was given none")
    check_equal((changed.name, changed.markdown), ("prices", "# Done"), "changed")
    check_equal(shown, changed, "shown")
    check_equal(listed[:2], [unnamed.public_id, sandbox_id], "listed")
    check_equal(result.rows, [[1]], "rows of a result, fetched in the sandbox")
    check_equal((deleted.ok, deleted.deleted), (True, True), "deletion")
    check_equal(gone.status, 404, "status when deleted")
    check_equal(gone.data.error, "not_found", "code when deleted")
