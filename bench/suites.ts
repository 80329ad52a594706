import type { Suite } from "./bench.ts";
import { append } from "./suites/append.ts";
import { arrow } from "./suites/arrow.ts";
import { clickbench } from "./suites/clickbench.ts";
import { connections } from "./suites/connections/connections.ts";
import { create } from "./suites/create.ts";
import { databases } from "./suites/databases.ts";
import { fetchSuite } from "./suites/fetch/fetch.ts";
import { fork } from "./suites/fork.ts";
import { jsonParse } from "./suites/json-parse.ts";
import { load } from "./suites/load.ts";
import { mixed } from "./suites/mixed/mixed.ts";
import { query } from "./suites/query.ts";
import { read } from "./suites/read.ts";
import { search } from "./suites/search/search.ts";
import { start } from "./suites/start/start.ts";
import { small } from "./suites/small/small.ts";
import { telemetry } from "./suites/telemetry.ts";
import { tpch } from "./suites/tpch.ts";

/** Every suite, in the order of the report. */
export const SUITES: readonly Suite[] = [
  start,
  small,
  tpch,
  clickbench,
  query,
  fetchSuite,
  mixed,
  arrow,
  read,
  jsonParse,
  load,
  create,
  fork,
  append,
  databases,
  telemetry,
  search,
  connections,
];
