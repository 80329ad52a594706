select 1 as wrong
where (select sum(total) from {{ ref("per_customer") }})
  <> (select sum(amount) from {{ ref("raw_orders") }})
