"""Prints what the client offers, one name per line: API methods, and fields of models."""

import inspect

import hotdata
from client_methods import methods_of


def main():
    for name, exported in inspect.getmembers(hotdata, inspect.isclass):
        if name.endswith("Api"):
            for method in methods_of(exported):
                print(f"{name}.{method}")
        elif hasattr(exported, "model_fields"):
            for field in exported.model_fields:
                if not field.startswith("oneof_schema_"):
                    print(f"{name}.{field.removeprefix('var_')}")


if __name__ == "__main__":
    main()
