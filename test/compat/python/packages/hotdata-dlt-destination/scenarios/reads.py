import dlt
from checks import check_equal
import pipelines


def run(context):
    """What was loaded is read through dlt's datasets: counts, columns, frames, batches, SQL."""
    pipe = pipelines.pipeline(context, pipelines.new_database(context, "dlt reads", "numbers"))

    @dlt.resource(name="numbers", write_disposition="replace")
    def numbers():
        yield [{"n": n, "square": n * n} for n in range(12_000)]

    pipe.run(numbers()).raise_on_failed_jobs()
    pipe.run([{"city": "Oslo"}, {"city": "Bergen"}], table_name="cities")
    dataset = pipe.dataset()
    counts = {row[0]: row[1] for row in dataset.row_counts().fetchall()}
    frame = dataset.numbers.select("n", "square").where("n", "gt", 11_990).order_by("n").df()
    total = dataset("SELECT sum(square) AS total FROM numbers").fetchscalar()
    limited = dataset.numbers.limit(5).arrow().num_rows
    whole = sum(batch.num_rows for batch in dataset.numbers.iter_arrow(5_000))
    cities = sorted(row[0] for row in dataset.cities.select("city").fetchall())
    remote = dataset.ibis().table("numbers", database=("default", "public"))
    odd = remote.filter(remote.n % 2 == 1).count().execute()
    check_equal(counts, {"numbers": 12_000, "cities": 2}, "row counts")
    check_equal(frame["square"].tolist(), [n * n for n in range(11_991, 12_000)], "filtered frame")
    check_equal(int(total), sum(n * n for n in range(12_000)), "sum")
    check_equal((limited, whole), (5, 12_000), "rows limited, and whole")
    check_equal(odd, 6_000, "counted by ibis")
    check_equal(cities, ["Bergen", "Oslo"], "cities")
