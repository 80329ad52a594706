import datetime

from case_context import check, check_equal


def get_usage(context):
    now = datetime.datetime.now(datetime.timezone.utc)
    before = context.usage_api.get_usage()
    context.rows(context.database_id, "SELECT sum(amount) FROM orders")
    after = context.usage_api.get_usage()
    check_equal((before.since.day, before.since.month), (1, now.month), "since when")
    check_equal(after.query_count - before.query_count, 1, "queries counted")
    check(after.bytes_scanned > before.bytes_scanned, "bytes scanned")
    later = context.usage_api.get_usage(since=(now + datetime.timedelta(hours=1)).isoformat())
    check_equal(later.query_count, 0, "queries of the future")
