SELECT count(*) AS orders FROM orders WHERE note ILIKE '%gift%priority%777%'
