select
  p.id,
  {{ dbt.dateadd("day", 5, "p.ordered_at") }} as due_at,
  {{ dbt.datediff("c.joined_on", "p.ordered_at", "day") }} as days,
  {{ dbt.datediff("c.joined_on", "p.ordered_at", "month") }} as months,
  {{ dbt.datediff("c.joined_on", "p.ordered_at", "hour") }} as hours,
  {{ dbt.date_trunc("month", "p.ordered_at") }} as month,
  {{ dbt.concat(["c.name", "'-'", dbt.safe_cast("p.id", api.Column.translate_type("string"))]) }} as label,
  {{ hotdata__convert_timezone("p.ordered_at", "America/New_York", "UTC") }} as new_york
from {{ ref("paid_orders") }} as p
join {{ ref("raw_customers") }} as c on c.id = p.customer_id
