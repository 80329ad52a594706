import re

import hotdata
from case_context import check, check_equal


def create_sandbox(context):
    made = _made(context, "made")
    check(re.fullmatch("s_[a-z]{8}", made.public_id), f"id: {made.public_id}")
    check_equal((made.name, made.markdown), ("made", "# Notes"), "sandbox")
    context.sandboxes_api.delete_sandbox(made.public_id)


def get_sandbox(context):
    made = _made(context, "read")
    found = context.sandboxes_api.get_sandbox(made.public_id).sandbox
    check_equal((found.name, found.markdown), ("read", "# Notes"), "sandbox")
    context.sandboxes_api.delete_sandbox(made.public_id)


def list_sandboxes(context):
    made = _made(context, "listed")
    listing = context.sandboxes_api.list_sandboxes()
    check_equal(listing.ok, True, "ok")
    check(made.public_id in [one.public_id for one in listing.sandboxes], "it is not listed")
    context.sandboxes_api.delete_sandbox(made.public_id)


def update_sandbox(context):
    made = _made(context, "before")
    request = hotdata.UpdateSandboxRequest(name="after")
    updated = context.sandboxes_api.update_sandbox(made.public_id, request).sandbox
    check_equal((updated.name, updated.markdown), ("after", "# Notes"), "sandbox")
    context.sandboxes_api.delete_sandbox(made.public_id)


def delete_sandbox(context):
    made = _made(context, "deleted")
    answer = context.sandboxes_api.delete_sandbox(made.public_id)
    check_equal((answer.ok, answer.deleted), (True, True), "answer")
    context.refuses(lambda: context.sandboxes_api.get_sandbox(made.public_id), 404)


def _made(context, name):
    request = hotdata.CreateSandboxRequest(name=name, markdown="# Notes")
    return context.sandboxes_api.create_sandbox(request).sandbox
