select
  o.id,
  o.customer_id,
  c.name as customer,
  o.amount,
  o.zip_code,
  o.ordered_at,
  case when o.amount < 50 then 'small' else 'large' end as size
from {{ ref("raw_orders") }} as o
join {{ ref("raw_customers") }} as c on c.id = o.customer_id
