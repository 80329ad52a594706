/**
 * Statements in the shapes of ClickBench's 43 queries over a table `hits`. Where the original
 * leaves open which of several equal rows come first, columns are added to ORDER BY until the
 * answer is one; filters are fitted to the made-up values, so that no answer is trivial.
 */
const top = (select: string, from: string, by: string): string =>
  `SELECT ${select} FROM hits ${from} ORDER BY ${by} LIMIT 10`;

const found = "WHERE SearchPhrase <> ''";
const july = "WHERE CounterID = 0 AND EventDate >= '2013-07-01' AND EventDate <= '2013-07-31'";
const resolutionSums = Array.from(
  { length: 90 },
  (_, width) => `SUM(ResolutionWidth + ${width})`,
).join(", ");

export const CLICKBENCH_QUERIES: readonly string[] = [
  "SELECT COUNT(*) FROM hits",
  "SELECT COUNT(*) FROM hits WHERE AdvEngineID <> 0",
  "SELECT SUM(AdvEngineID), COUNT(*), AVG(ResolutionWidth) FROM hits",
  "SELECT AVG(UserID // 1000000000000) FROM hits",
  "SELECT COUNT(DISTINCT UserID) FROM hits",
  "SELECT COUNT(DISTINCT SearchPhrase) FROM hits",
  "SELECT MIN(EventDate), MAX(EventDate) FROM hits",
  `SELECT AdvEngineID, COUNT(*) FROM hits WHERE AdvEngineID <> 0
    GROUP BY AdvEngineID ORDER BY COUNT(*) DESC, AdvEngineID`,
  top("RegionID, COUNT(DISTINCT UserID) AS u", "GROUP BY RegionID", "u DESC, RegionID"),
  top(
    "RegionID, SUM(AdvEngineID), COUNT(*) AS c, AVG(ResolutionWidth), COUNT(DISTINCT UserID)",
    "GROUP BY RegionID",
    "c DESC, RegionID",
  ),
  top(
    "MobilePhoneModel, COUNT(DISTINCT UserID) AS u",
    "WHERE MobilePhoneModel <> '' GROUP BY MobilePhoneModel",
    "u DESC, MobilePhoneModel",
  ),
  top(
    "MobilePhone, MobilePhoneModel, COUNT(DISTINCT UserID) AS u",
    "WHERE MobilePhoneModel <> '' GROUP BY MobilePhone, MobilePhoneModel",
    "u DESC, MobilePhone, MobilePhoneModel",
  ),
  top("SearchPhrase, COUNT(*) AS c", `${found} GROUP BY SearchPhrase`, "c DESC, SearchPhrase"),
  top(
    "SearchPhrase, COUNT(DISTINCT UserID) AS u",
    `${found} GROUP BY SearchPhrase`,
    "u DESC, SearchPhrase",
  ),
  top(
    "SearchEngineID, SearchPhrase, COUNT(*) AS c",
    `${found} GROUP BY SearchEngineID, SearchPhrase`,
    "c DESC, SearchEngineID, SearchPhrase",
  ),
  top("UserID, COUNT(*)", "GROUP BY UserID", "COUNT(*) DESC, UserID"),
  top(
    "UserID, SearchPhrase, COUNT(*)",
    "GROUP BY UserID, SearchPhrase",
    "COUNT(*) DESC, UserID, SearchPhrase",
  ),
  "SELECT UserID, SearchPhrase, COUNT(*) FROM hits GROUP BY UserID, SearchPhrase ORDER BY UserID, SearchPhrase LIMIT 10",
  top(
    "UserID, extract(minute FROM EventTime) AS m, SearchPhrase, COUNT(*)",
    "GROUP BY UserID, m, SearchPhrase",
    "COUNT(*) DESC, UserID, m, SearchPhrase",
  ),
  "SELECT UserID FROM hits WHERE UserID = (SELECT max(UserID) FROM hits)",
  "SELECT COUNT(*) FROM hits WHERE URL LIKE '%google%'",
  top(
    "SearchPhrase, MIN(URL), COUNT(*) AS c",
    "WHERE URL LIKE '%google%' AND SearchPhrase <> '' GROUP BY SearchPhrase",
    "c DESC, SearchPhrase",
  ),
  top(
    "SearchPhrase, MIN(URL), MIN(Title), COUNT(*) AS c, COUNT(DISTINCT UserID)",
    "WHERE Title LIKE '%Google%' AND URL NOT LIKE '%.google.%' AND SearchPhrase <> '' GROUP BY SearchPhrase",
    "c DESC, SearchPhrase",
  ),
  top("*", "WHERE URL LIKE '%google%'", "EventTime, WatchID"),
  top("SearchPhrase", found, "EventTime, WatchID"),
  top("SearchPhrase", found, "SearchPhrase"),
  top("SearchPhrase", found, "EventTime, SearchPhrase, WatchID"),
  `SELECT CounterID, AVG(length(URL)) AS l, COUNT(*) AS c FROM hits WHERE URL <> ''
    GROUP BY CounterID HAVING COUNT(*) > 500 ORDER BY l DESC, CounterID LIMIT 25`,
  String.raw`SELECT regexp_replace(Referer, '^https?://(?:www\.)?([^/]+)/.*$', '\1') AS k,
      AVG(length(Referer)) AS l, COUNT(*) AS c, MIN(Referer) FROM hits WHERE Referer <> ''
    GROUP BY k HAVING COUNT(*) > 500 ORDER BY l DESC, k LIMIT 25`,
  `SELECT ${resolutionSums} FROM hits`,
  top(
    "SearchEngineID, ClientIP, COUNT(*) AS c, SUM(IsRefresh), AVG(ResolutionWidth)",
    `${found} GROUP BY SearchEngineID, ClientIP`,
    "c DESC, SearchEngineID, ClientIP",
  ),
  top(
    "WatchID, ClientIP, COUNT(*) AS c, SUM(IsRefresh), AVG(ResolutionWidth)",
    `${found} GROUP BY WatchID, ClientIP`,
    "c DESC, WatchID, ClientIP",
  ),
  top(
    "WatchID, ClientIP, COUNT(*) AS c, SUM(IsRefresh), AVG(ResolutionWidth)",
    "GROUP BY WatchID, ClientIP",
    "c DESC, WatchID, ClientIP",
  ),
  top("URL, COUNT(*) AS c", "GROUP BY URL", "c DESC, URL"),
  top("1, URL, COUNT(*) AS c", "GROUP BY 1, URL", "c DESC, URL"),
  top(
    "ClientIP, ClientIP - 1, ClientIP - 2, ClientIP - 3, COUNT(*) AS c",
    "WHERE ClientIP > -2147483640 GROUP BY ClientIP, ClientIP - 1, ClientIP - 2, ClientIP - 3",
    "c DESC, ClientIP",
  ),
  top(
    "URL, COUNT(*) AS PageViews",
    `${july} AND DontCountHits = 0 AND IsRefresh = 0 AND URL <> '' GROUP BY URL`,
    "PageViews DESC, URL",
  ),
  top(
    "Title, COUNT(*) AS PageViews",
    `${july} AND DontCountHits = 0 AND IsRefresh = 0 AND Title <> '' GROUP BY Title`,
    "PageViews DESC, Title",
  ),
  `SELECT URL, COUNT(*) AS PageViews FROM hits ${july} AND IsRefresh = 0 AND IsLink <> 0
    AND IsDownload = 0 GROUP BY URL ORDER BY PageViews DESC, URL LIMIT 10 OFFSET 1000`,
  `SELECT TraficSourceID, SearchEngineID, AdvEngineID,
      CASE WHEN (SearchEngineID = 0 AND AdvEngineID = 0) THEN Referer ELSE '' END AS Src,
      URL AS Dst, COUNT(*) AS PageViews
    FROM hits ${july} AND IsRefresh = 0
    GROUP BY TraficSourceID, SearchEngineID, AdvEngineID, Src, Dst
    ORDER BY PageViews DESC, TraficSourceID, SearchEngineID, AdvEngineID, Src, Dst
    LIMIT 10 OFFSET 1000`,
  `SELECT URLHash, EventDate, COUNT(*) AS PageViews FROM hits ${july} AND IsRefresh = 0
    AND TraficSourceID IN (-1, 6) GROUP BY URLHash, EventDate
    ORDER BY PageViews DESC, URLHash, EventDate LIMIT 10 OFFSET 100`,
  `SELECT WindowClientWidth, WindowClientHeight, COUNT(*) AS PageViews FROM hits ${july}
    AND IsRefresh = 0 AND DontCountHits = 0 AND URLHash = (SELECT max_by(URLHash, c) FROM (
      SELECT URLHash, COUNT(*) * 1000000 + hash(URLHash) % 1000000 AS c FROM hits GROUP BY URLHash))
    GROUP BY WindowClientWidth, WindowClientHeight
    ORDER BY PageViews DESC, WindowClientWidth, WindowClientHeight LIMIT 10 OFFSET 10`,
  `SELECT date_trunc('minute', EventTime) AS M, COUNT(*) AS PageViews FROM hits
    WHERE CounterID = 0 AND EventDate >= '2013-07-14' AND EventDate <= '2013-07-15'
      AND IsRefresh = 0 AND DontCountHits = 0
    GROUP BY date_trunc('minute', EventTime) ORDER BY date_trunc('minute', EventTime)
    LIMIT 10 OFFSET 1000`,
];
