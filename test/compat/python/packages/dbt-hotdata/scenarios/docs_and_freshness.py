import json

from checks import check_equal
from shop import Shop


def run(context):
    """The catalog lists tables with their columns and types; the age of a source is measured."""
    shop = Shop(context)
    shop.dbt("seed")
    shop.dbt("run", "--select", "orders")
    shop.dbt("docs", "generate")
    catalog = json.loads((shop.folder / "target/catalog.json").read_text())
    freshness = shop.dbt("source", "freshness")
    shown = shop.dbt("show", "--inline", "select id from {{ ref('orders') }} order by id", "--limit", "2")
    orders = catalog["nodes"]["model.shop.orders"]
    columns = {name: column["type"] for name, column in orders["columns"].items()}
    check_equal(catalog["errors"], None, "errors of the catalog")
    check_equal(orders["metadata"]["schema"], "public", "schema")
    check_equal(list(columns), ["id", "customer_id", "customer", "amount", "zip_code", "ordered_at", "size"], "columns")
    check_equal([columns[name] for name in ("id", "customer", "zip_code")], ["bigint", "varchar", "varchar"], "types")
    check_equal(sorted(catalog["sources"]), ["source.shop.raw.raw_orders"], "sources")
    check_equal([str(r.status) for r in freshness.results], ["warn"], "freshness")
    check_equal(freshness.results[0].max_loaded_at.isoformat()[:19], "2026-01-03T11:45:00", "newest row")
    check_equal([list(row) for row in shown.results[0].agate_table.rows], [[1], [2]], "dbt show")
