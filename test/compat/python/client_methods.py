"""What the client of this environment offers, found by looking at it."""

import inspect

import hotdata
import hotdata.arrow

# The generator writes these beside every method.
VARIANTS = ("_with_http_info", "_without_preload_content")


def api_classes():
    """The client's API classes by name; the richer ResultsApi where older releases keep two."""
    exported = dict(inspect.getmembers(hotdata, inspect.isclass))
    classes = {name: found for name, found in exported.items() if name.endswith("Api")}
    return {**classes, "ResultsApi": hotdata.arrow.ResultsApi}


def methods_of(api_class):
    """The names of a class's public methods, variants left out."""
    return [
        name
        for name, _function in inspect.getmembers(api_class, inspect.isfunction)
        if not name.startswith("_") and not name.endswith(VARIANTS)
    ]


def client_methods():
    """All methods as Class.method, and one of each kind of variant."""
    methods = [f"{name}.{method}" for name, found in api_classes().items() for method in methods_of(found)]
    return methods + [f"WorkspacesApi.list_workspaces{variant}" for variant in VARIANTS]
