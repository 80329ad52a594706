import time

import hotdata
from case_context import check, check_equal


def create_secret(context):
    name = f"Made-{time.time_ns()}"
    request = hotdata.CreateSecretRequest(name=name, value="hidden")
    made = context.secrets_api.create_secret(request)
    check_equal(made.name, name.lower(), "name")
    check("hidden" not in str(made.to_dict()), "the value is shown")
    context.refuses(lambda: context.secrets_api.create_secret(request), 409)


def get_secret(context):
    name = _made(context)
    found = context.secrets_api.get_secret(name)
    check_equal(found.name, name, "name")
    check("hidden" not in str(found.to_dict()), "the value is shown")


def list_secrets(context):
    names = sorted(_made(context) for _ in range(2))
    listed = [one.name for one in context.secrets_api.list_secrets().secrets]
    check_equal([name for name in listed if name in names], names, "secrets, by name")


def update_secret(context):
    name = _made(context)
    request = hotdata.UpdateSecretRequest(value="other")
    check_equal(context.secrets_api.update_secret(name, request).name, name, "name")
    context.refuses(lambda: context.secrets_api.update_secret("none", request), 404)


def delete_secret(context):
    name = _made(context)
    context.secrets_api.delete_secret(name)
    context.refuses(lambda: context.secrets_api.get_secret(name), 404)


def _made(context):
    request = hotdata.CreateSecretRequest(name=f"made-{time.time_ns()}", value="hidden")
    return context.secrets_api.create_secret(request).name
