import datetime
import decimal

import ibis
from checks import check_equal
from ibis import _
import shop


def run(context):
    """Filters, groups, joins, windows, dates, text, sets and cases, each to its rows."""
    connection, _id = shop.shop(context)
    sales = connection.table("sales", database=("default", "main"))
    cities = connection.table("cities", database=("default", "main"))
    for name, (expression, expected) in EXPRESSIONS.items():
        rows = expression(sales, cities).to_pyarrow().to_pylist()
        check_equal([tuple(row.values()) for row in rows], expected, name)


def dec(text):
    return decimal.Decimal(text)


EXPRESSIONS = {
    "filter": (
        lambda sales, cities: sales.filter((_.weight > 1) & _.city.notnull())
        .select("id", "city")
        .order_by("id"),
        [(1, "Oslo"), (2, "Bergen"), (4, "Bergen")],
    ),
    "group": (
        lambda sales, cities: sales.group_by("city")
        .agg(n=_.count(), total=_.amount.sum(), heaviest=_.weight.max())
        .order_by(ibis.desc("n")),
        [
            ("Oslo", 3, dec("41.50"), 1.5),
            ("Bergen", 2, dec("26.00"), 4.0),
            (None, 1, dec("99.99"), 8.0),
        ],
    ),
    "having": (
        lambda sales, cities: sales.group_by("city")
        .agg(n=_.count())
        .filter(_.n >= 2)
        .order_by("city"),
        [("Bergen", 2), ("Oslo", 3)],
    ),
    "join": (
        lambda sales, cities: sales.join(cities, "city", how="left")
        .select("id", "people")
        .order_by("id")
        .limit(3),
        [(1, 709_000), (2, 291_000), (3, 709_000)],
    ),
    "anti join": (
        lambda sales, cities: cities.anti_join(sales, "city").select("city"),
        [("Tromsø",)],
    ),
    "window": (
        lambda sales, cities: sales.filter(_.city.notnull())
        .mutate(
            place=ibis.row_number().over(ibis.window(group_by=_.city, order_by=_.amount.desc())),
            running=_.amount.sum().over(
                ibis.cumulative_window(group_by=_.city, order_by=_.id)
            ),
        )
        .select("id", "place", "running")
        .order_by("id"),
        [
            (1, 1, dec("10.50")),
            (2, 0, dec("20.25")),
            (3, 0, dec("40.50")),
            (4, 1, dec("26.00")),
            (5, 2, dec("41.50")),
        ],
    ),
    "dates": (
        lambda sales, cities: sales.mutate(
            month=_.sold_on.truncate("M"), day=_.sold_at.day(), year=_.sold_on.year()
        )
        .select("month", "day", "year")
        .order_by("day")
        .limit(2),
        [(datetime.date(2026, 1, 1), 1, 2026), (datetime.date(2026, 1, 1), 2, 2026)],
    ),
    "time compared": (
        lambda sales, cities: sales.filter(_.sold_at >= datetime.datetime(2026, 1, 5))
        .select("id")
        .order_by("id"),
        [(5,), (6,)],
    ),
    "text": (
        lambda sales, cities: cities.mutate(
            up=_.city.upper(), first=_.city.substr(0, 2), hit=_.city.contains("er"), n=_.city.length()
        )
        .select("up", "first", "hit", "n")
        .order_by("up"),
        [("BERGEN", "Be", True, 6), ("OSLO", "Os", False, 4), ("TROMSØ", "Tr", False, 6)],
    ),
    "like": (
        lambda sales, cities: cities.filter(_.city.like("%s%")).select("city").order_by("city"),
        [("Oslo",), ("Tromsø",)],
    ),
    "case": (
        lambda sales, cities: sales.mutate(
            size=ibis.cases((_.amount > 25, "large"), (_.amount > 6, "middle"), else_="small")
        )
        .group_by("size")
        .agg(n=_.count())
        .order_by("size"),
        [("large", 2), ("middle", 2), ("small", 2)],
    ),
    "nulls": (
        lambda sales, cities: sales.mutate(
            place=_.city.fill_null("nowhere"), w=ibis.coalesce(_.weight, ibis.literal(0.0))
        )
        .filter((_.id == 3) | (_.id == 6))
        .select("place", "w")
        .order_by("place"),
        [("Oslo", 0.0), ("nowhere", 8.0)],
    ),
    "distinct": (
        lambda sales, cities: sales.select("city").distinct().order_by(ibis.asc("city", nulls_first=True)),
        [(None,), ("Bergen",), ("Oslo",)],
    ),
    "union": (
        lambda sales, cities: sales.select("city").union(cities.select("city"), distinct=True)
        .filter(_.city.notnull())
        .order_by("city"),
        [("Bergen",), ("Oslo",), ("Tromsø",)],
    ),
    "cast": (
        lambda sales, cities: sales.mutate(text=_.id.cast("string"), whole=_.weight.cast("int32"))
        .select("text", "whole")
        .order_by("text")
        .limit(1),
        [("1", 2)],
    ),
    "in": (
        lambda sales, cities: sales.filter(_.city.isin(["Oslo"]) & ~_.id.isin([3]))
        .select("id")
        .order_by("id"),
        [(1,), (5,)],
    ),
    "quoted text": (
        lambda sales, cities: cities.limit(1).mutate(q=ibis.literal("it's")).select("q"),
        [("it's",)],
    ),
    "sample of a sub-select": (
        lambda sales, cities: sales.mutate(double=_.amount * 2)
        .filter(_.double > 50)
        .agg(n=_.count(), mean=_.double.mean()),
        [(2, dec("129.99"))],
    ),
}
