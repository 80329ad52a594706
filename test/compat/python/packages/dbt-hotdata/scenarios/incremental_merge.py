from checks import check_equal
from shop import Shop


def run(context):
    """Rows with a known key are replaced, others added; a new column of the model appears."""
    shop = Shop(context)
    shop.dbt("seed")
    shop.dbt("run", "--select", "merged")
    shop.dbt("run", "--select", "merged", "--vars", "{more: 1000}")
    merged = shop.rows("SELECT id, amount FROM public.merged ORDER BY id")
    model = (shop.folder / "models/merged.sql").read_text()
    shop.write("models/merged.sql", model.replace(" as amount from", " as amount, 'x' as mark from"))
    shop.dbt("run", "--select", "merged")
    widened = shop.rows("SELECT id, amount, mark FROM public.merged ORDER BY id")
    check_equal(merged, [[1, 12.5], [2, 7.25], [3, 1100.0], [4, 1000.99]], "merged")
    check_equal(
        widened, [[1, 12.5, None], [2, 7.25, None], [3, 100.0, "x"], [4, 0.99, "x"]], "new column"
    )
