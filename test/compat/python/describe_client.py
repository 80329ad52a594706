"""Prints what the client offers, one name per line: API methods, and fields of models."""

import inspect

import hotdata


def main():
    for name, exported in inspect.getmembers(hotdata, inspect.isclass):
        if name.endswith("Api"):
            for method, function in inspect.getmembers(exported, inspect.isfunction):
                if not method.startswith("_") and not method.endswith(_VARIANTS):
                    print(f"{name}.{method}")
        elif hasattr(exported, "model_fields"):
            for field in exported.model_fields:
                if not field.startswith("oneof_schema_"):
                    print(f"{name}.{field.removeprefix('var_')}")


# The generator writes these beside every method.
_VARIANTS = ("_with_http_info", "_without_preload_content")

if __name__ == "__main__":
    main()
