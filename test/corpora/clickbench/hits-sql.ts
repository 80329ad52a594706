/**
 * A SELECT of made-up page views with the columns that ClickBench's queries name. Every value comes
 * from a hash of the row's number, so that the same count of rows is the same table everywhere.
 */
export function hitsSql(rowCount: number): string {
  return `SELECT ${columns.join(", ")} FROM range(${rowCount}) AS rows(i)`;
}

/** Evenly spread numbers from 0 to `below` - 1, others for every salt. */
function spread(salt: string, below: number): string {
  return `(hash(i, '${salt}') % ${below})`;
}

/** Small numbers far more often than large ones, as in traffic. */
function skewed(salt: string, below: number): string {
  return `CAST(floor(pow(hash(i, '${salt}') % 1000003 / 1000003.0, 4) * ${below}) AS BIGINT)`;
}

function rarely(salt: string, of: number, value: string): string {
  return `CASE WHEN ${spread(salt, of)} = 0 THEN ${value} ELSE '' END`;
}

const day = `DATE '2013-07-01' + CAST(${spread("day", 31)} AS INTEGER)`;
const path = skewed("path", 4_000);
const host = `CASE ${skewed("host", 5)} WHEN 0 THEN 'google' WHEN 1 THEN 'example' ELSE 'shop' END`;

const columns: readonly string[] = [
  "CAST(hash(i, 'watch') // 2 AS BIGINT) AS WatchID",
  `CAST(greatest(${skewed("engine", 90)} - 20, 0) AS SMALLINT) AS AdvEngineID`,
  `CAST(1000 + ${spread("width", 1_500)} AS SMALLINT) AS ResolutionWidth`,
  `CAST(hash(${skewed("user", 90_000)}) // 2 AS BIGINT) AS UserID`,
  `${rarely("phrase?", 6, `'find ' || ${skewed("phrase", 9_000)}`)} AS SearchPhrase`,
  `${rarely("phone?", 9, `'model ' || ${skewed("phone", 120)}`)} AS MobilePhoneModel`,
  `CAST(${skewed("phone", 40)} AS SMALLINT) AS MobilePhone`,
  `CAST(${skewed("region", 5_000)} AS INTEGER) AS RegionID`,
  `CAST(${skewed("se", 60)} AS SMALLINT) AS SearchEngineID`,
  `CAST(${skewed("counter", 300)} AS INTEGER) AS CounterID`,
  `CAST(CAST(hash(${skewed("ip", 60_000)}) % 4294967296 AS BIGINT) - 2147483648 AS INTEGER) AS ClientIP`,
  `${day} AS EventDate`,
  `CAST(${day} AS TIMESTAMP) + to_seconds(CAST(${spread("second", 86_400)} AS BIGINT)) AS EventTime`,
  `'http://' || ${host} || '.test/p' || ${path} AS URL`,
  `CASE WHEN ${spread("title?", 20)} = 0 THEN '' WHEN ${spread("title?", 7)} = 0
     THEN 'Google page ' || ${path} ELSE 'Page ' || ${path} END AS Title`,
  `${rarely("referer?", 2, `'https://www.' || ${host} || '.test/r' || ${skewed("referer", 900)}`)} AS Referer`,
  `CAST(hash(${path}) // 2 AS BIGINT) AS URLHash`,
  `CAST(hash(${skewed("referer", 900)}) // 2 AS BIGINT) AS RefererHash`,
  `CAST(${spread("refresh", 5)} = 0 AS SMALLINT) AS IsRefresh`,
  `CAST(${spread("count", 40)} = 0 AS SMALLINT) AS DontCountHits`,
  `CAST(${spread("link", 3)} = 0 AS SMALLINT) AS IsLink`,
  `CAST(${spread("download", 30)} = 0 AS SMALLINT) AS IsDownload`,
  `CAST(${skewed("source", 11)} - 1 AS SMALLINT) AS TraficSourceID`,
  `CAST(500 + ${spread("clientwidth", 1_000)} AS SMALLINT) AS WindowClientWidth`,
  `CAST(400 + ${spread("clientheight", 800)} AS SMALLINT) AS WindowClientHeight`,
];
