-- Vectors around a thousand centres, with twice as much noise: neighbours are not plain
-- to see, as in embeddings of text. getvariable('rows') of them from id getvariable('first') on.
SELECT
  i AS id,
  list_transform(
    range(CAST(getvariable('dimensions') AS BIGINT)),
    j -> CAST((hash(hash(i, -1) % 1_000, j) >> 40) AS FLOAT) / 8_388_608 - 1
      + CAST(2 AS FLOAT) * (CAST((hash(i, j) >> 40) AS FLOAT) / 8_388_608 - 1)
  ) AS vector
FROM range(
  CAST(getvariable('first') AS BIGINT),
  CAST(getvariable('first') AS BIGINT) + CAST(getvariable('rows') AS BIGINT)
) AS ids(i)
