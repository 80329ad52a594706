import hotdata
from case_context import check, check_equal


def get_query_run(context):
    answer = _answer(context, "SELECT 'one run' AS text")
    read = context.query_runs_api.get_query_run
    run = read(answer.query_run_id, **context.scope(read))
    check_equal((run.status, run.row_count, run.result_id), ("succeeded", 1, answer.result_id), "run")
    check_equal(run.sql_text, "SELECT 'one run' AS text", "statement")
    check_equal(len(run.sql_hash), 64, "length of the hash")
    context.refuses(lambda: read("qrunnone", **context.scope(read)), 404)


def list_query_runs(context):
    answers = [_answer(context, f"SELECT {n} AS listed").query_run_id for n in range(3)]
    read = context.query_runs_api.list_query_runs
    first = read(**context.scope(read), limit=2)
    second = read(**context.scope(read), limit=2, cursor=first.next_cursor)
    check_equal([one.id for one in first.query_runs], answers[:0:-1], "newest first")
    check_equal((first.count, first.has_more, second.query_runs[0].id), (2, True, answers[0]), "pages")
    failed = read(**context.scope(read), status="failed")
    check({one.status for one in failed.query_runs} <= {"failed"}, "only failed ones")


def _answer(context, sql):
    return hotdata.QueryApi(context.client_in_use).query(
        hotdata.QueryRequest(sql=sql), x_database_id=context.database_id
    )
