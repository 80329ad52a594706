"""Pipelines into databases of this server, with their working folders in the scenario's own."""

import os

os.environ.setdefault("RUNTIME__DLTHUB_TELEMETRY", "false")

import dlt
from hotdata_dlt_destination import hotdata
from hotdata_dlt_destination.configuration import HotdataCredentials
from hotdata_framework import HotdataClient


def new_database(context, name, *tables):
    """The id of a new database with these tables declared, as the destination's own demo makes it."""
    with HotdataClient(context.api_key, context.workspace_id, host=context.host) as client:
        return client.create_managed_database(name, schema="public", tables=list(tables)).id


def pipeline(context, database_id, *, name="shop", folder="work", **settings):
    destination = hotdata(
        credentials=HotdataCredentials(api_key=context.api_key),
        workspace_id=context.workspace_id,
        api_base_url=context.host,
        database_id=database_id,
        **settings,
    )
    return dlt.pipeline(
        pipeline_name=name,
        destination=destination,
        dataset_name="public",
        pipelines_dir=str(context.scratch / folder),
    )


def rows(pipe, table, *columns):
    """The rows of a table, in the order of the first of the columns."""
    relation = pipe.dataset().table(table)
    records = relation.arrow().select(list(columns)).to_pylist()
    return sorted((tuple(record.values()) for record in records), key=lambda row: row[0])
