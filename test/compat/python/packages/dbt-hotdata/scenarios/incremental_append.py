from checks import check_equal
from shop import Shop


def run(context):
    """The first run fills the table, the next adds to it, --full-refresh starts over."""
    shop = Shop(context)
    shop.dbt("seed")
    shop.dbt("run", "--select", "appended")
    first = shop.rows("SELECT id, run FROM public.appended ORDER BY id")
    shop.dbt("run", "--select", "appended", "--vars", "{run: 2}")
    second = shop.rows("SELECT id, run FROM public.appended ORDER BY id, run")
    shop.dbt("run", "--select", "appended", "--full-refresh", "--vars", "{run: 3}")
    third = shop.rows("SELECT id, run FROM public.appended ORDER BY id")
    check_equal(first, [[n, 1] for n in (1, 2, 3, 4)], "first run")
    check_equal(second, [*first, [4, 2]], "second run")
    check_equal(third, [[n, 3] for n in (1, 2, 3, 4)], "full refresh")
