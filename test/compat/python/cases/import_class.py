from case_context import check


def run(context, name):
    api = context.offered(name)
    with context.client() as api_client:
        check(api(api_client).api_client is api_client, f"{name} does not keep its client")
