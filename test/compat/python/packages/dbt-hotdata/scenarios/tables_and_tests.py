from checks import check, check_equal
from shop import Shop, messages


def run(context):
    """dbt build: seeds, models and tests in order; a test that warns keeps its rows; one that fails says so."""
    shop = Shop(context)
    results = shop.dbt("build", "--exclude", "appended", "merged")
    outcomes = messages(results)
    orders = shop.rows("SELECT id, customer, amount, size FROM public.orders ORDER BY id")
    totals = shop.rows("SELECT customer, orders, total FROM public.per_customer ORDER BY customer")
    kept = shop.rows("SELECT id, amount FROM public_dbt_test__audit.no_large_orders")
    dates = shop.rows("SELECT * FROM public.dates ORDER BY id")
    shop.write("seeds/raw_orders.csv", ORDERS_WITH_A_DUPLICATE)
    shop.dbt("seed", "--select", "raw_orders")
    shop.dbt("run", "--select", "orders")
    failed = shop.attempt("test", "--select", "orders,test_type:generic")
    check_equal(orders[2], [3, "Grace, H.", 100.0, "large"], "an order")
    check_equal(totals, [["Ada", 2, 19.75], ["Grace, H.", 1, 100.0], ["Åsa", 1, 0.99]], "totals")
    check_equal(outcomes["no_large_orders"], "warn", "the test that warns")
    check_equal(kept, [[3, 100.0]], "rows of the test that warns")
    check_equal(dates[0][0:1] + dates[0][2:5] + dates[0][6:7], [1, 61, 2, 1472, "Ada-1"], "dates")
    check_equal([dates[0][1][:19], dates[0][5][:10]], ["2026-01-06T08:30:00", "2026-01-01"], "days added")
    check_equal(dates[0][7][:19], "2026-01-01T03:30:00", "the time in New York")
    check_equal(outcomes["totals_by_customer"], "pass", "the unit test")
    check(not failed.success, "a duplicate id passed the unique test")
    check_equal(messages(failed.result.results)["unique_orders_id"], "fail", "the unique test")


ORDERS_WITH_A_DUPLICATE = """id,customer_id,amount,paid,zip_code,ordered_at
1,1,12.50,true,01234,2026-01-01 08:30:00
1,2,7.25,false,01234,2026-01-02 09:00:00
"""
