{{ config(severity="warn", store_failures=true, tags=["expected"]) }}
select id, amount from {{ ref("orders") }} where size = 'large'
