"""What the case of an API method is given: the client's API objects, watched while they are used."""

import inspect
import re

import hotdata
from case_context import CaseContext, check, check_equal, parquet_bytes, refused, takes
from client_methods import VARIANTS, api_classes

# Answers that stand in for the declared one when the server goes on in the background.
LATER = ("AsyncQueryResponse", "SubmitJobResponse")


class MethodContext(CaseContext):
    def __init__(self, fixture, api_client):
        super().__init__(fixture)
        self.client_in_use = api_client
        self.called = set()
        # The status with which the server declines a method as a whole.
        self.declined = None

    def adapt(self, _note):
        """How a release is prepared for says nothing about the method that is called."""

    def note(self, text):
        """Records what must be known about the server's answer."""
        self.notes.append(text)

    def __getattr__(self, name):
        """`databases_api` and so on: the client's object of that class, or n/a without one."""
        classes = {_snake(owner): owner for owner in api_classes()}
        if name not in classes:
            raise AttributeError(name)
        owner = classes[name]
        return WatchedApi(owner, api_classes()[owner](self.client_in_use), self.called)

    def database(self, label="methods", **fields):
        """A new database."""
        return self.create_database(self.client_in_use, label, **fields)

    def loaded_database(self):
        """A new database with the rows (1, Ada) and (2, Grace) in public.people."""
        database = self.database()
        upload_id = self.upload(self.client_in_use, people_file())
        self.load(self.client_in_use, database.default_connection_id, "people", upload_id)
        return database

    def scope(self, method, database_id=None):
        """The database's id, for methods that ask for one."""
        name = "x_database_id"
        return {name: database_id or self.database_id} if takes(method, name) else {}

    def rows(self, database_id, sql):
        """The rows of a query; datasets are seen without a database."""
        scope = {} if database_id is None else {"x_database_id": database_id}
        return hotdata.QueryApi(self.client_in_use).query(hotdata.QueryRequest(sql=sql), **scope).rows

    def not_served(self, action, text="There is no route"):
        """What came with a newer release of the client than those that the server follows."""
        self.refuses(action, 404, text)
        self.declined = 404

    def refuses(self, action, status, text=""):
        """A request that must be turned away; returns the error."""
        error = refused(action)
        check_equal(error.status, status, "status")
        check(text in error.body, f"{text!r} is not in {error.body}")
        return error


class WatchedApi:
    """An API object of the client that notes which methods were called, and checks their answers."""

    def __init__(self, owner, api, called):
        self._owner = owner
        self._api = api
        self._called = called

    def __getattr__(self, name):
        method = getattr(self._api, name)

        # Keeps the signature: cases ask what a method takes.
        def call(*arguments, **named):
            self._called.add(f"{self._owner}.{name}")
            answer = method(*arguments, **named)
            declared = inspect.signature(method).return_annotation
            if name.endswith(VARIANTS):
                return answer
            if inspect.isclass(declared) and type(answer).__name__ not in LATER:
                what = f"{self._owner}.{name} answers with a {declared.__name__}"
                check(isinstance(answer, declared), f"{what}, not a {type(answer).__name__}")
            elif declared is None:
                check_equal(answer, None, f"answer of {name}")
            return answer

        call.__signature__ = inspect.signature(method)
        call.__qualname__ = f"{self._owner}.{name}"
        return call


def people_file():
    return parquet_bytes({"id": [1, 2], "name": ["Ada", "Grace"]})


def _snake(name):
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
