import time

import hotdata
from case_context import check, check_equal
from method_context import people_file
from methods.datasets_api import query_dataset

LOADS_IN_BACKGROUND = "var_async" in hotdata.LoadManagedTableRequest.model_fields


def get_job(context):
    job_id = _submitted(context)
    deadline = time.monotonic() + 30
    job = context.jobs_api.get_job(job_id)
    while job.status.value in ("pending", "running") and time.monotonic() < deadline:
        time.sleep(0.1)
        job = context.jobs_api.get_job(job_id)
    check_equal((job.status.value, job.error_message, job.attempts), ("succeeded", None, 1), "job")
    check(job.result is not None and job.result.actual_instance is not None, "the job has no result")
    context.refuses(lambda: context.jobs_api.get_job("jobnone"), 404)


def list_jobs(context):
    job_id = _submitted(context)
    kind = {}
    if not LOADS_IN_BACKGROUND:
        kind = {"job_type": "dataset_refresh"}
        context.note("with job_type: this release cannot read the types of jobs that newer ones start")
    listing = context.jobs_api.list_jobs(limit=50, **kind)
    check(job_id in [one.id for one in listing.jobs], "it is not listed")
    failed = context.jobs_api.list_jobs(status="failed", **kind)
    check_equal([one.id for one in failed.jobs if one.id == job_id], [], "among the failed")


def _submitted(context):
    """The id of a job of a kind that this release of the client can ask for."""
    if LOADS_IN_BACKGROUND:
        database = context.database()
        upload_id = context.upload(context.client_in_use, people_file())
        request = hotdata.LoadManagedTableRequest(mode="replace", upload_id=upload_id, var_async=True)
        load = context.connections_api.load_managed_table
        return load(database.default_connection_id, "public", "people", request).id
    dataset = query_dataset(context, "refreshed in the background")
    request = hotdata.RefreshRequest(dataset_id=dataset.id, var_async=True)
    # These releases read no answer with status 202: the job is found in the list.
    check_equal(hotdata.RefreshApi(context.client_in_use).refresh(request), None, "answer")
    return hotdata.JobsApi(context.client_in_use).list_jobs(job_type="dataset_refresh", limit=1).jobs[0].id
