from checks import check_equal
from shop import Shop


def run(context):
    """Connection checked, CSV files loaded with their types, loaded again with another row."""
    shop = Shop(context)
    shop.dbt("debug")
    shop.dbt("seed")
    orders = shop.rows("SELECT * FROM public.raw_orders ORDER BY id")
    types = shop.rows(
        "SELECT arrow_typeof(id), arrow_typeof(paid), arrow_typeof(zip_code), arrow_typeof(ordered_at)"
        " FROM public.raw_orders LIMIT 1"
    )
    customers = shop.rows("SELECT name, joined_on FROM public.raw_customers ORDER BY id")
    shop.write("seeds/raw_customers.csv", "id,name,joined_on\n9,Linus,2026-02-02\n")
    shop.dbt("seed", "--select", "raw_customers")
    replaced = shop.rows("SELECT id, name FROM public.raw_customers")
    check_equal(orders[0][:5], [1, 1, 12.5, True, "01234"], "first order")
    check_equal(orders[3][3:5], [None, None], "empty cells")
    check_equal(orders[0][5][:19], "2026-01-01T08:30:00", "time")
    check_equal([types[0][1], types[0][2]], ["Boolean", "Utf8"], "types")
    check_equal(
        customers, [["Ada", "2025-11-01"], ["Grace, H.", "2025-12-24"], ["Åsa", "2026-01-05"]], "customers"
    )
    check_equal(replaced, [[9, "Linus"]], "seed loaded again")
