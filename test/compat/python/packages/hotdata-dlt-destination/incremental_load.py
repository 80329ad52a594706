"""One run of an incremental pipeline: incremental_load.py HOST KEY WORKSPACE DATABASE EVENTS.

EVENTS are the ids that the source has by now. Prints, as JSON, what was known before and what the
table holds afterwards. The working folder is new: all that the run knows is in the database.
"""

import json
import pathlib
import sys
from types import SimpleNamespace

import dlt
import pipelines


@dlt.resource(name="events", write_disposition="append")
def events(ids, cursor=dlt.sources.incremental("id")):
    state = dlt.current.resource_state()
    state["runs"] = state.get("runs", 0) + 1
    yield [{"id": number, "run": state["runs"]} for number in ids if number > (cursor.last_value or 0)]


def main():
    host, api_key, workspace_id, database_id, ids = sys.argv[1:]
    context = SimpleNamespace(
        host=host, api_key=api_key, workspace_id=workspace_id, scratch=pathlib.Path.cwd()
    )
    pipe = pipelines.pipeline(context, database_id, folder=f"fresh-{ids}")
    pipe.sync_destination()
    known = pipe.default_schema_name if pipe.schema_names else None
    pipe.run(events(json.loads(ids))).raise_on_failed_jobs()
    print(json.dumps({"schema": known, "rows": pipelines.rows(pipe, "events", "id", "run")}))


if __name__ == "__main__":
    main()
