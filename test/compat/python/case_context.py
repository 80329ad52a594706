"""What every case is given: the installed client, the server, and the tables that are there."""

import inspect
import io
import time

import hotdata
import pyarrow
import pyarrow.parquet
from checks import check, check_equal, raised  # noqa: F401
from outcomes import NotOffered

RUN_LIMIT_SECONDS = 30


def takes(function, name):
    """Whether the client's function has a parameter of this name."""
    return name in inspect.signature(function).parameters


def requires(function, name):
    """Whether the client's function cannot be called without this parameter."""
    parameter = inspect.signature(function).parameters.get(name)
    return parameter is not None and parameter.default is inspect.Parameter.empty


def refused(action):
    """The ApiException that a call must raise."""
    return raised(hotdata.rest.ApiException, action)


class CaseContext:
    def __init__(self, fixture):
        self.host = fixture["host"]
        self.api_key = fixture["api_key"]
        self.workspace_id = fixture["workspace_id"]
        self.database_id = fixture["database_id"]
        self.connection_id = fixture["connection_id"]
        self.source_folder = fixture["source_folder"]
        self.orders_rows = fixture["orders_rows"]
        self.large_rows = fixture["large_rows"]
        self.notes = []

    def configuration(self, **changes):
        settings = {
            "host": self.host,
            "api_key": self.api_key,
            "workspace_id": self.workspace_id,
        }
        return hotdata.Configuration(**{**settings, **changes})

    def client(self, **changes):
        return hotdata.ApiClient(self.configuration(**changes))

    def adapt(self, note):
        """Records where the page's snippet cannot be typed as it stands into this version."""
        if note not in self.notes:
            self.notes.append(note)

    def offered(self, name, owner=hotdata):
        """A class or method of the client."""
        found = getattr(owner, name, None)
        if found is None:
            raise NotOffered(f"the client has no {_path(owner, name)}")
        return found

    def offered_argument(self, function, name):
        if not takes(function, name):
            raise NotOffered(f"{function.__qualname__} takes no {name}")

    def offered_field(self, model, name):
        if name not in model.model_fields:
            raise NotOffered(f"{model.__name__} has no {name}")

    def database_argument(self, function):
        """The database id, for functions of newer clients that cannot do without."""
        if not requires(function, "x_database_id"):
            return {}
        self.adapt(f"{function.__qualname__} requires x_database_id")
        return {"x_database_id": self.database_id}

    def query_scope(self):
        """Queries whose results are fetched later run where those results are looked for."""
        if not requires(hotdata.ResultsApi.get_result, "x_database_id"):
            return {}
        return {"x_database_id": self.database_id}

    def create_database(self, client, label, **fields):
        """Creates a database labelled in the words of this version."""
        if "description" in hotdata.CreateDatabaseRequest.model_fields:
            fields["description"] = label
        else:
            self.adapt("CreateDatabaseRequest has name in place of description")
            fields["name"] = label
        request = hotdata.CreateDatabaseRequest(**fields)
        return hotdata.DatabasesApi(client).create_database(request)

    def label(self, database):
        """The label of a database, whatever this version calls it."""
        return database.description if hasattr(database, "description") else database.name

    def upload(self, client, data):
        """Uploads bytes; returns the upload's id."""
        uploads = hotdata.UploadsApi(client)
        if takes(uploads.upload_file, "body"):
            return uploads.upload_file(data, _content_type="application/octet-stream").id
        self.adapt("UploadsApi.upload_file takes content_type and answers with upload_id")
        return uploads.upload_file(data, content_type="application/octet-stream").upload_id

    def load(self, client, connection_id, table, upload_id):
        """Replaces a table of the schema public."""
        load = hotdata.ConnectionsApi(client).load_managed_table
        schema = "schema" if takes(load, "schema") else "var_schema"
        if schema == "var_schema":
            self.adapt("ConnectionsApi.load_managed_table spells schema var_schema")
        return load(
            connection_id=connection_id,
            table=table,
            load_managed_table_request=hotdata.LoadManagedTableRequest(
                mode="replace", upload_id=upload_id
            ),
            **{schema: "public"},
        )

    def wait_for_run(self, client, run_id):
        """Polls a query run to its end."""
        runs = hotdata.QueryRunsApi(client)
        scope = self.database_argument(runs.get_query_run)
        deadline = time.monotonic() + RUN_LIMIT_SECONDS
        while time.monotonic() < deadline:
            run = runs.get_query_run(run_id, **scope)
            if run.status != "running":
                return run
            time.sleep(0.1)
        raise AssertionError(f"run {run_id} still runs after {RUN_LIMIT_SECONDS} s")


def parquet_bytes(columns):
    """A Parquet file of the given columns (name: values or Arrow array)."""
    sink = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns), sink)
    return sink.getvalue()


def _path(owner, name):
    return name if inspect.ismodule(owner) else f"{owner.__name__}.{name}"
