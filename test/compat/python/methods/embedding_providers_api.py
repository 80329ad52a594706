import time

import hotdata
from case_context import check, check_equal


def create_embedding_provider(context):
    made = _made(context)
    check_equal(made.provider_type, "service", "type")
    context.embedding_providers_api.delete_embedding_provider(made.id)


def get_embedding_provider(context):
    made = _made(context)
    found = context.embedding_providers_api.get_embedding_provider(made.id)
    check_equal((found.name, found.source, found.has_secret), (made.name, "user", True), "provider")
    check("sk-secret" not in str(found.to_dict()), "the key is shown")
    context.embedding_providers_api.delete_embedding_provider(made.id)


def list_embedding_providers(context):
    made = _made(context)
    listing = context.embedding_providers_api.list_embedding_providers()
    check(made.id in [one.id for one in listing.embedding_providers], "it is not listed")
    context.embedding_providers_api.delete_embedding_provider(made.id)


def update_embedding_provider(context):
    made = _made(context)
    name = f"renamed {time.time_ns()}"
    request = hotdata.UpdateEmbeddingProviderRequest(name=name)
    updated = context.embedding_providers_api.update_embedding_provider(made.id, request)
    check_equal((updated.id, updated.name), (made.id, name), "provider")
    context.embedding_providers_api.delete_embedding_provider(made.id)


def delete_embedding_provider(context):
    made = _made(context)
    context.embedding_providers_api.delete_embedding_provider(made.id)
    context.refuses(lambda: context.embedding_providers_api.get_embedding_provider(made.id), 404)


def _made(context):
    request = hotdata.CreateEmbeddingProviderRequest(
        name=f"methods {time.time_ns()}",
        provider_type="service",
        config={"model": "text-embedding-3-small", "base_url": "http://127.0.0.1:9/v1"},
        api_key="sk-secret",
    )
    return context.embedding_providers_api.create_embedding_provider(request)
