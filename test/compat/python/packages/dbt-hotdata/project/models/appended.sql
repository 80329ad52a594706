{{ config(materialized="incremental") }}
select id, amount, {{ var("run", 1) }} as run from {{ ref("raw_orders") }}
{% if is_incremental() %}
where id > (select max(id) from {{ this }}) or {{ var("run", 1) }} = 2 and id = 4
{% endif %}
