{{ config(materialized="ephemeral") }}
select * from {{ source("raw", "raw_orders") }} where coalesce(paid, false)
