import json

from checks import check_equal
import pipelines


def run(context):
    """Two processes with nothing in common but the database: the second goes on where the first was."""
    database_id = pipelines.new_database(context, "dlt state", "events")
    settings = (context.host, context.api_key, context.workspace_id, database_id)
    first = json.loads(context.fresh_process("incremental_load.py", *settings, "[1, 2]"))
    second = json.loads(context.fresh_process("incremental_load.py", *settings, "[1, 2, 3]"))
    check_equal(first, {"schema": None, "rows": [[1, 1], [2, 1]]}, "first process")
    check_equal(second, {"schema": "shop", "rows": [[1, 1], [2, 1], [3, 2]]}, "second process")
