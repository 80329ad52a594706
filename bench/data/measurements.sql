-- Readings without any pattern, so that the file stays as large as its values; getvariable('rows')
-- of them.
SELECT
  i AS reading_id,
  CAST(hash(i, 1) >> 1 AS BIGINT) AS a,
  CAST(hash(i, 2) >> 1 AS BIGINT) AS b,
  CAST(hash(i, 3) >> 1 AS BIGINT) AS c,
  CAST(hash(i, 4) >> 1 AS BIGINT) AS d,
  CAST(hash(i, 5) >> 1 AS BIGINT) AS e,
  CAST(hash(i, 6) >> 1 AS BIGINT) AS f,
  CAST(hash(i, 7) >> 1 AS BIGINT) AS g,
  CAST(hash(i, 8) >> 1 AS BIGINT) AS h
FROM range(getvariable('rows')) AS ids(i)
