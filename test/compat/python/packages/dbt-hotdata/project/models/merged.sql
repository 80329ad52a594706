{{ config(materialized="incremental", incremental_strategy="merge", unique_key="id") }}
select id, amount + {{ var("more", 0) }} as amount from {{ ref("raw_orders") }}
{% if is_incremental() %} where id >= 3 {% endif %}
