"""A database file that stands for an outside source, and what cases do with it."""

import os
import sqlite3
import uuid

import hotdata


def make_source(context):
    """A file with the rows (1, Ada) and (2, Grace) in people; its path."""
    path = os.path.join(context.source_folder, f"{uuid.uuid4().hex}.sqlite")
    file = sqlite3.connect(path)
    file.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL)")
    file.execute("INSERT INTO people VALUES (1, 'Ada'), (2, 'Grace')")
    file.commit()
    file.close()
    return path


def connect(context):
    """A connection to a new file of its own, with one table."""
    name = f"people_{uuid.uuid4().hex[:8]}"
    request = hotdata.CreateConnectionRequest(
        name=name, source_type="sqlite", config={"path": make_source(context)}
    )
    return hotdata.ConnectionsApi(context.client_in_use).create_connection(request)


def copy_rows(context, made):
    """Copies the rows of the one table, and answers what the refresh said."""
    request = hotdata.RefreshRequest(
        connection_id=made.id, schema_name="main", table_name="people", data=True
    )
    return hotdata.RefreshApi(context.client_in_use).refresh(request).actual_instance


def synced(context, made):
    """How many tables of the connection are copied."""
    api = hotdata.ConnectionsApi(context.client_in_use)
    return api.get_connection(made.id).synced_table_count
