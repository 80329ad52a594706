/** What stands for a real path or name in an attack's text, as `{dataDir}`. */
export interface AttackTarget {
  /** The server's data folder. */
  readonly dataDir: string;
  /** The folder of the attacker's own database, inside the data folder. */
  readonly ownFolder: string;
  /** A file left behind in that folder, with a canary in it. */
  readonly leftoverFile: string;
  /** A file outside the data folder, with a canary in it. */
  readonly canaryFile: string;
  /** The catalog file of another database. */
  readonly otherDatabaseFile: string;
  /** The id of another database, which holds the table `secrets_of_others` in `main`. */
  readonly otherDatabaseId: string;
  /** An environment variable of the server whose value is a canary. */
  readonly canaryVariable: string;
}

/** A place that nothing is run against: for texts that are only inspected. */
export const paperTarget: AttackTarget = {
  dataDir: "/srv/hotdata",
  ownFolder: "/srv/hotdata/databases/own",
  leftoverFile: "/srv/hotdata/databases/own/leftover.csv",
  canaryFile: "/srv/canary.csv",
  otherDatabaseFile: "/srv/hotdata/databases/other/catalog.sqlite",
  otherDatabaseId: "other",
  canaryVariable: "CANARY",
};

export interface AttackClass {
  readonly name: string;
  /** SQL texts, each of which has to be refused. The attacker may read `default.main.mine (n)`. */
  readonly attacks: readonly string[];
}

const files: AttackClass = {
  name: "files",
  attacks: [
    "SELECT * FROM '{canaryFile}'",
    'SELECT * FROM "{canaryFile}"',
    "FROM '{canaryFile}'",
    "TABLE '{canaryFile}'",
    "DESCRIBE '{canaryFile}'",
    "SUMMARIZE '{canaryFile}'",
    "SHOW '{canaryFile}'",
    "SELECT * FROM read_csv('{canaryFile}')",
    "SELECT * FROM read_csv_auto('{canaryFile}', header := false, delim := '~')",
    "SELECT content FROM read_text('{canaryFile}')",
    "SELECT content FROM read_blob('{canaryFile}')",
    "SELECT * FROM read_json('{canaryFile}')",
    "SELECT * FROM read_ndjson_objects('{canaryFile}')",
    "SELECT * FROM read_parquet('{dataDir}/**/*.parquet')",
    "SELECT * FROM parquet_scan('{dataDir}/**/*.parquet')",
    "SELECT * FROM parquet_metadata('{dataDir}/**/*.parquet')",
    "SELECT * FROM glob('{dataDir}/**')",
    "SELECT * FROM sniff_csv('{canaryFile}')",
    "SELECT * FROM default.main.mine, '{canaryFile}'",
    "SELECT n IN (FROM '{canaryFile}') FROM default.main.mine",
    "SELECT (SELECT content FROM read_text('{canaryFile}')) FROM default.main.mine",
    "WITH x AS (FROM '{canaryFile}') SELECT * FROM x",
    `WITH "{canaryFile}" AS (SELECT 1) SELECT * FROM "{canaryFile}"`,
    "SELECT * FROM default.main.mine ORDER BY (SELECT content FROM read_text('{canaryFile}'))",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM '../../../../../etc/passwd'",
    "SELECT * FROM 'file:///etc/passwd'",
    "PIVOT '{canaryFile}' ON column0 IN ('a') USING count(*)",
    "UNPIVOT '{canaryFile}' ON column0",
  ],
};

const ownLeftovers: AttackClass = {
  name: "own folder's leftovers",
  attacks: [
    "SELECT * FROM '{leftoverFile}'",
    "SELECT * FROM read_text('{leftoverFile}')",
    "SELECT * FROM read_csv('{ownFolder}/*')",
    "SELECT * FROM read_blob('{ownFolder}/**')",
    "SELECT * FROM glob('{ownFolder}/**')",
    "SELECT * FROM read_parquet('{ownFolder}/**/*.parquet', filename := true)",
    "SELECT * FROM parquet_file_metadata('{ownFolder}/**/*.parquet')",
    "SELECT * FROM '{ownFolder}/**/*.parquet'",
    `SELECT * FROM "{ownFolder}"."leftover.csv"`,
    "SELECT * FROM default.main.mine UNION ALL SELECT content FROM read_text('{leftoverFile}')",
    "EXPLAIN ANALYZE SELECT * FROM '{leftoverFile}'",
    "SELECT * FROM read_duckdb('{ownFolder}/catalog.sqlite')",
    "SELECT * FROM sqlite_scan('{ownFolder}/catalog.sqlite', 'ducklake_data_file')",
    "SELECT filename FROM default.main.mine, read_parquet(['{ownFolder}/x.parquet'])",
  ],
};

const spill: AttackClass = {
  name: "spill",
  attacks: [
    "SELECT * FROM duckdb_temporary_files()",
    "SELECT * FROM duckdb_temporary_files",
    "SET temp_directory = '{ownFolder}'",
    "PRAGMA temp_directory = '/tmp'",
    "SELECT current_setting('temp_directory')",
    "SELECT * FROM glob('{dataDir}/**/*.tmp')",
    "SELECT * FROM read_blob('{dataDir}/**/duckdb_temp_storage*')",
    "SELECT * FROM '{dataDir}/spill/duckdb_temp_storage_DEFAULT-0.tmp'",
    "SELECT value FROM duckdb_settings() WHERE name = 'temp_directory'",
    "SET max_temp_directory_size = '100TB'",
  ],
};

const writing: AttackClass = {
  name: "writing",
  attacks: [
    "INSERT INTO default.main.mine VALUES (1)",
    "INSERT INTO default.main.mine SELECT * FROM default.main.mine RETURNING *",
    "UPDATE default.main.mine SET n = 0",
    "DELETE FROM default.main.mine",
    "TRUNCATE default.main.mine",
    "MERGE INTO default.main.mine USING default.main.mine s USING (n) WHEN MATCHED THEN DELETE",
    "DROP TABLE default.main.mine",
    "DROP VIEW default.main.mine",
    "ALTER TABLE default.main.mine ADD COLUMN x INT",
    "CREATE TABLE stolen AS SELECT * FROM default.main.mine",
    "CREATE OR REPLACE VIEW default.main.mine AS SELECT 1 AS n",
    "CREATE TEMP TABLE stolen AS SELECT 1",
    "CREATE MACRO abs(x) AS (SELECT 1)",
    "CREATE FUNCTION steal() AS TABLE FROM read_text('{canaryFile}')",
    "CREATE TYPE mood AS ENUM ('a')",
    "CREATE SEQUENCE counter",
    "CREATE SCHEMA default.stolen",
    "COPY default.main.mine TO '{ownFolder}/stolen.csv'",
    "COPY (SELECT 1) TO '{dataDir}/stolen.parquet' (FORMAT parquet)",
    "COPY default.main.mine FROM '{canaryFile}'",
    "EXPORT DATABASE '{dataDir}/stolen'",
    "IMPORT DATABASE '{dataDir}/stolen'",
    "VACUUM",
    "CHECKPOINT",
    "COMMENT ON TABLE default.main.mine IS 'x'",
    "WITH x AS (SELECT 1 AS n) INSERT INTO default.main.mine SELECT n FROM x",
    "WITH x AS (DELETE FROM default.main.mine RETURNING n) SELECT * FROM x",
    "SELECT 1 AS n INTO stolen",
    "SELECT 1; DROP TABLE default.main.mine",
    "BEGIN TRANSACTION",
    "COMMIT",
    "ROLLBACK",
  ],
};

const explainAnalyzeCopy: AttackClass = {
  name: "EXPLAIN ANALYZE COPY",
  attacks: [
    "EXPLAIN ANALYZE COPY (SELECT 1) TO '{ownFolder}/stolen.csv'",
    "EXPLAIN (ANALYZE) COPY (SELECT 1) TO '{ownFolder}/stolen.csv'",
    "EXPLAIN (ANALYZE, FORMAT JSON) COPY default.main.mine TO '{dataDir}/stolen.parquet'",
    "EXPLAIN /* SELECT 1 */ ANALYZE\nCOPY (SELECT 1) TO '{ownFolder}/stolen.csv'",
    "EXPLAIN COPY (SELECT 1) TO '{ownFolder}/stolen.csv'",
    "explain analyse copy (select 1) to '{ownFolder}/stolen.csv'",
    "EXPLAIN ANALYZE INSERT INTO default.main.mine VALUES (1)",
    "EXPLAIN ANALYZE CREATE TABLE stolen AS SELECT 1",
    "EXPLAIN ANALYZE DELETE FROM default.main.mine",
    "EXPLAIN ANALYZE EXPLAIN ANALYZE COPY (SELECT 1) TO '{ownFolder}/stolen.csv'",
    "EXPLAIN ANALYZE SELECT 1; COPY (SELECT 1) TO '{ownFolder}/stolen.csv'",
    "EXPLAIN ANALYZE SET threads = 1",
    "EXPLAIN (FORMAT JSON, ANALYZE) SELECT * FROM read_text('{canaryFile}')",
    "EXPLAIN ANALYZE CALL duckdb_settings()",
  ],
};

const settings: AttackClass = {
  name: "settings",
  attacks: [
    "SET memory_limit = '1TB'",
    "SET SESSION TimeZone = 'Asia/Tokyo'",
    "SET GLOBAL enable_external_access = true",
    "SET VARIABLE x = 1",
    "RESET lock_configuration",
    "PRAGMA enable_profiling",
    "PRAGMA disable_optimizer",
    "USE memory",
    "CALL pragma_version()",
    "SELECT current_setting('allowed_directories')",
    "SELECT main.current_setting('allowed_directories')",
    "SELECT system.main.current_setting('allowed_paths')",
    "SELECT ('allowed_paths').current_setting()",
    `SELECT "Current_Setting"('home_directory')`,
    "SELECT * FROM duckdb_settings()",
    "SELECT * FROM duckdb_settings",
    "SELECT * FROM pg_catalog.pg_settings",
    "SELECT * FROM duckdb_profiling_settings()",
    "SELECT * FROM enable_profiling()",
    "CALL enable_logging()",
    "SELECT getvariable('x')",
    "SELECT setseed(0.5)",
    "SELECT current_schemas(true)",
    "SHOW VARIABLES",
    "PREPARE p AS SELECT 1",
    "EXECUTE p",
  ],
};

const extensions: AttackClass = {
  name: "extensions",
  attacks: [
    "INSTALL httpfs",
    "LOAD httpfs",
    "FORCE INSTALL sqlite FROM community",
    "LOAD '{canaryFile}'",
    "INSTALL '{dataDir}/evil.duckdb_extension'",
    "UPDATE EXTENSIONS",
    "SELECT * FROM duckdb_extensions()",
    "SELECT * FROM duckdb_extensions",
    "SET custom_extension_repository = '{dataDir}'",
    "PRAGMA extension_versions",
    "SELECT * FROM sqlite_scan('{otherDatabaseFile}', 'x')",
    "SELECT * FROM postgres_query('db', 'SELECT 1')",
  ],
};

const attach: AttackClass = {
  name: "attach",
  attacks: [
    "ATTACH '{otherDatabaseFile}' AS stolen",
    "ATTACH '{otherDatabaseFile}' AS stolen (TYPE sqlite)",
    "ATTACH IF NOT EXISTS ':memory:' AS stolen",
    "ATTACH 'ducklake:{otherDatabaseFile}' AS stolen",
    "DETACH memory",
    'DETACH "default"',
    "SELECT * FROM read_duckdb('{otherDatabaseFile}')",
    "SELECT * FROM '{otherDatabaseFile}'",
    "COPY FROM DATABASE memory TO stolen",
    "SELECT 1; ATTACH '{otherDatabaseFile}' AS stolen",
    "SELECT * FROM duckdb_databases()",
  ],
};

const secrets: AttackClass = {
  name: "secrets",
  attacks: [
    "CREATE SECRET s (TYPE s3, KEY_ID 'x', SECRET 'y')",
    "CREATE PERSISTENT SECRET s (TYPE http)",
    "DROP SECRET s",
    "SELECT * FROM duckdb_secrets()",
    "SELECT * FROM duckdb_secrets(redact := false)",
    "FROM duckdb_secrets",
    "SELECT * FROM duckdb_secret_types()",
    "SELECT * FROM which_secret('s3://bucket/key', 's3')",
    "SELECT * FROM '{dataDir}/metastore.sqlite'",
    "SELECT * FROM read_text('{dataDir}/*key*')",
  ],
};

const environment: AttackClass = {
  name: "environment",
  attacks: [
    "SELECT getenv('{canaryVariable}')",
    "SELECT main.getenv('{canaryVariable}')",
    "SELECT system.main.getenv('{canaryVariable}')",
    "SELECT ('{canaryVariable}').getenv()",
    `SELECT "GETENV"('{canaryVariable}')`,
    "SELECT list_transform(['{canaryVariable}'], lambda v: getenv(v))",
    "SELECT [getenv(v) FOR v IN ['{canaryVariable}']]",
    "SELECT n FROM default.main.mine GROUP BY n HAVING getenv('{canaryVariable}') <> ''",
    "SELECT count(*) FILTER (getenv('{canaryVariable}') <> '') FROM default.main.mine",
    "SELECT sum(n) OVER (PARTITION BY getenv('{canaryVariable}')) FROM default.main.mine",
    "SELECT * FROM default.main.mine LIMIT length(getenv('{canaryVariable}'))",
    "SELECT * REPLACE (getenv('{canaryVariable}') AS n) FROM default.main.mine",
    "SELECT CASE WHEN getenv('{canaryVariable}') = '' THEN 1 END",
    "VALUES (getenv('{canaryVariable}'))",
    "SELECT * FROM unnest([getenv('{canaryVariable}')])",
    "SELECT * FROM read_text('/proc/self/environ')",
    "SELECT * FROM '/proc/self/environ'",
    "SELECT * FROM pragma_user_agent()",
    "SELECT * FROM pragma_platform()",
    "SELECT current_query()",
    "SELECT current_connection_id()",
  ],
};

const otherDatabases: AttackClass = {
  name: "other databases",
  attacks: [
    'SELECT * FROM "{otherDatabaseId}".main.secrets_of_others',
    'SELECT * FROM "{otherDatabaseId}"."default".main.secrets_of_others',
    'SELECT * FROM "{otherDatabaseId}".secrets_of_others',
    "SELECT * FROM default.main.secrets_of_others",
    "SELECT * FROM secrets_of_others",
    "SELECT * FROM main.secrets_of_others",
    "WITH mine AS (SELECT 1) SELECT * FROM mine, secrets_of_others",
    "SELECT * FROM (WITH secrets_of_others AS (SELECT 1) SELECT * FROM secrets_of_others), secrets_of_others",
    "WITH secrets_of_others AS (SELECT * FROM secrets_of_others) SELECT * FROM secrets_of_others",
    "WITH RECURSIVE s AS (SELECT * FROM secrets_of_others UNION ALL SELECT * FROM s) SELECT * FROM s",
    "SELECT * FROM default.main.mine NATURAL JOIN secrets_of_others",
    "SELECT * FROM default.main.mine JOIN secrets_of_others USING (n)",
    "SELECT * FROM default.main.mine ASOF JOIN secrets_of_others o ON mine.n >= o.n",
    "SELECT * FROM default.main.mine POSITIONAL JOIN secrets_of_others",
    "SELECT EXISTS (FROM secrets_of_others) FROM default.main.mine",
    "SELECT * FROM default.main.mine, LATERAL (FROM secrets_of_others)",
    "SELECT * FROM secrets_of_others AT (VERSION => 1)",
    "PIVOT secrets_of_others ON n IN (1) USING count(*)",
    "DESCRIBE secrets_of_others",
    "SHOW COLUMNS FROM secrets_of_others",
    "SELECT * FROM duckdb_tables()",
    "SELECT * FROM duckdb_views",
    "SELECT * FROM sqlite_master",
    "SELECT * FROM pg_catalog.pg_class",
    "SELECT pg_get_viewdef(0)",
    "SELECT * FROM temp.main.mine",
    "SELECT * FROM system.information_schema.tables_of_others",
    "SELECT * FROM read_parquet('{dataDir}/databases/{otherDatabaseId}/**/*.parquet')",
  ],
};

const network: AttackClass = {
  name: "network",
  attacks: [
    "SELECT * FROM 'http://127.0.0.1:9/x.csv'",
    "SELECT * FROM 'https://127.0.0.1:9/x.parquet'",
    "SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')",
    "SELECT * FROM read_parquet('s3://bucket/key.parquet')",
    "SELECT * FROM read_text('http://169.254.169.254/latest/meta-data/')",
    "SELECT * FROM 'hf://datasets/x/y.parquet'",
    "COPY (SELECT 1) TO 'http://127.0.0.1:9/x'",
    "ATTACH 'https://127.0.0.1:9/x.duckdb' AS stolen",
    "SELECT inet_server_addr()",
    "SELECT http_get('http://127.0.0.1:9/')",
    'WITH "http://127.0.0.1:9/x.csv" AS (SELECT 1) FROM "http://127.0.0.1:9/x.csv"',
  ],
};

const nestedSql: AttackClass = {
  name: "nested and serialised SQL",
  attacks: [
    "SELECT * FROM query('SELECT * FROM read_text(''{canaryFile}'')')",
    "FROM query_table('secrets_of_others')",
    "FROM query_table(['{canaryFile}'])",
    "SELECT json_serialize_sql('SELECT 1')",
    "SELECT json_deserialize_sql('{}'::JSON)",
    "SELECT json_serialize_plan('SELECT * FROM ''{canaryFile}''')",
    "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
    "PRAGMA json_execute_serialized_sql('{}')",
    "SELECT * FROM sql_auto_complete('SELECT * FROM ''{dataDir}/')",
    "SELECT * FROM histogram(secrets_of_others, n)",
    "SELECT * FROM histogram_values('{canaryFile}', column0)",
    "SELECT * FROM seq_scan('secrets_of_others')",
    "SELECT * FROM pragma_table_info('secrets_of_others')",
    "SELECT * FROM pragma_storage_info('secrets_of_others')",
    "SELECT list_transform([1], lambda x: (SELECT * FROM read_text('{canaryFile}')))",
    "CALL query('DROP TABLE mine')",
    "SELECT * FROM (SELECT * FROM (SELECT * FROM (FROM read_text('{canaryFile}'))))",
    "SELECT 1 UNION SELECT 2 EXCEPT (SELECT 3 INTERSECT (FROM read_text('{canaryFile}')))",
    "SELECT mine.query() FROM default.main.mine",
    "SELECT write_log('{canaryFile}')",
    "SELECT nextval('s')",
  ],
};

const commentsAndUnicode: AttackClass = {
  name: "comments and Unicode",
  attacks: [
    "SELECT 1 --\n; DROP TABLE default.main.mine",
    "SELECT 1 /* ; */ ; DROP TABLE default.main.mine",
    "/* /* nested */ SELECT 1 */ DROP TABLE default.main.mine",
    "-- SELECT 1\nDROP TABLE default.main.mine",
    "DROP/**/TABLE/**/default.main.mine",
    "SELECT * FROM/**/read_text/**/('{canaryFile}')",
    "SELECT * FROM read_text\u00a0('{canaryFile}')",
    "\ufeffDROP TABLE default.main.mine",
    "SELECT\u200b*\u2060FROM\u3000'{canaryFile}'",
    "SELECT 1\0; DROP TABLE default.main.mine",
    "SELECT 1 \0 FROM secrets_of_others",
    'WITH k AS (SELECT 1) SELECT * FROM "\u212a"',
    'WITH s AS (SELECT 1) SELECT * FROM "\u017f"',
    "WITH \u00e9 AS (SELECT 1) SELECT * FROM \u00c9",
    "SELECT \uff47etenv('{canaryVariable}')",
    "SELECT get\u0435nv('{canaryVariable}')",
    "SELECT 'a' ' FROM x'; DELETE FROM default.main.mine --'",
    "SELECT $$ $x$ $$; DROP TABLE default.main.mine --$x$",
    "SELECT E'\\'; DROP TABLE default.main.mine --'; DROP TABLE default.main.mine",
    // One backslash would make a plain text of it in Snowflake's lexical rules.
    "SELECT '\\\\'; DROP TABLE default.main.mine --'",
    'SELECT "\u0000"',
    "SELECT '\ud800' FROM default.main.mine",
    "SELECT U&'\\0067etenv'",
    "SELECT * FROM \"re\u200bad_text\"('{canaryFile}')",
    "SELECT 1 )\nTO '{ownFolder}/stolen.csv' --",
    "SELECT 1) TO '{ownFolder}/stolen.csv' (FORMAT csv); --",
  ],
};

/** Against what edits a statement's text: snapshots, our own functions and views, parameters. */
const editedText: AttackClass = {
  name: "edited text",
  attacks: [
    "SELECT * FROM default.main.mine AT (VERSION => 1) AT (VERSION => 1)",
    "SELECT * FROM default.main.mine AT (VERSION => (SELECT content FROM read_text('{canaryFile}')))",
    "SELECT * FROM default.main.mine AT (TIMESTAMP => getenv('{canaryVariable}'))",
    "SELECT * FROM '{canaryFile}' AT (VERSION => 1)",
    "SELECT * FROM read_text('{canaryFile}') AT (VERSION => 1)",
    "SELECT * FROM secrets_of_others AT (VERSION => 1)",
    `SELECT * FROM "mine AT (VERSION => 1)"`,
    `SELECT * FROM "hotdata_information"."information"."tables"`,
    "SELECT * FROM hotdata_functions.shared.to_date",
    "SELECT * FROM hotdata_functions.information_schema.tables",
    "SELECT * FROM system.information_schema.tables",
    "SELECT * FROM pg_catalog.pg_database",
    "SELECT system.main.getenv('{canaryVariable}')",
    "SELECT system.main.regexp_full_match(getenv('{canaryVariable}'), 'x')",
    "SELECT getvariable('x')",
    "SELECT to_char(getenv('{canaryVariable}'), 'YYYY')",
    "SELECT arrow_cast((SELECT content FROM read_text('{canaryFile}')), 'Utf8')",
    "SELECT arrow_cast(1, 'Int64) FROM read_text(''{canaryFile}'') --')",
    "SELECT to_char(now(), 'YYYY') FROM read_csv('{canaryFile}')",
    "DESCRIBE SELECT * FROM read_csv('{canaryFile}')",
    "DESCRIBE default.main.mine; DROP TABLE default.main.mine",
    "SHOW COLUMNS FROM read_csv('{canaryFile}')",
    "SHOW TABLES FROM main; DROP TABLE default.main.mine",
    "SELECT substring('x' FROM (SELECT 1 FROM read_csv('{canaryFile}')) FOR 1)",
    "SELECT 'a' ~ getenv('{canaryVariable}')",
    "SELECT $1",
    "SELECT ?",
    "SELECT $name",
  ],
};

/** Every attack, by class, in the order of the printed report. */
export const attackClasses: readonly AttackClass[] = [
  files,
  ownLeftovers,
  spill,
  writing,
  explainAnalyzeCopy,
  settings,
  extensions,
  attach,
  secrets,
  environment,
  otherDatabases,
  network,
  nestedSql,
  commentsAndUnicode,
  editedText,
];

/** Writes an attack out for a target. */
export function aimAttack(attack: string, target: AttackTarget): string {
  return Object.entries(target).reduce(
    (text, [name, value]) => text.replaceAll(`{${name}}`, String(value)),
    attack,
  );
}
