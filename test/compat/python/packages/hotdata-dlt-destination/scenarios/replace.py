import datetime
import decimal

import dlt
from checks import check_equal
import pipelines

UTC = datetime.timezone.utc
FIRST = [
    {
        "id": 1,
        "name": "Ada",
        "amount": decimal.Decimal("12.50"),
        "ratio": 0.5,
        "active": True,
        "seen_at": datetime.datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC),
        "born_on": datetime.date(1815, 12, 10),
        "raw": b"\x00\xff",
        "settings": {"theme": "dark"},
        "note": None,
    },
    {"id": 2, "name": "Grace", "ratio": -1.25, "active": False, "note": "it's"},
]


def run(context):
    """Rows of every type are loaded, and replaced by others at the next run."""
    pipe = pipelines.pipeline(context, pipelines.new_database(context, "dlt replace", "people"))

    @dlt.resource(
        name="people",
        write_disposition="replace",
        columns={"settings": {"data_type": "json"}, "amount": {"precision": 10, "scale": 2}},
    )
    def people(batch):
        yield batch

    pipe.run(people(FIRST)).raise_on_failed_jobs()
    table = pipe.dataset().table("people").arrow().sort_by("id")
    first = table.to_pylist()
    pipe.run(people([{"id": 3, "name": "Edsger"}])).raise_on_failed_jobs()
    replaced = pipelines.rows(pipe, "people", "id", "name", "amount")
    expected = {**FIRST[0], "settings": '{"theme":"dark"}'}
    del expected["note"]
    check_equal({key: first[0][key] for key in expected}, expected, "first row")
    check_equal(
        [first[1][key] for key in ("name", "amount", "ratio", "active", "seen_at", "note")],
        ["Grace", None, -1.25, False, None, "it's"],
        "second row",
    )
    check_equal(str(table.schema.field("seen_at").type), "timestamp[us, tz=UTC]", "type of seen_at")
    check_equal(str(table.schema.field("amount").type), "decimal128(10, 2)", "type of amount")
    check_equal(replaced, [(3, "Edsger", None)], "rows after the second run")
