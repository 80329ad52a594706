import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { type App, createApp } from "../src/app.ts";
import { type Config, loadConfig } from "../src/config/load-config.ts";

export const TEST_KEY = "test-key-of-the-operator";

export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly body?: BodyInit;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON, loosely typed: tests assert on it anyway. */
  readonly json: Json;
}

// oxlint-disable-next-line no-explicit-any -- whatever shape comes is what a test is about
export type Json = any;

export interface TestApp {
  readonly app: App;
  readonly url: string;
  readonly dataDir: string;
  /** Calls a route with the operator's key; `headers` may replace or, when empty, remove it. */
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** Closes the server and opens another on the same folder. */
  restart(overrides?: Partial<Config>): Promise<TestApp>;
}

/** A whole server of its own on a free port and a temporary data folder. */
export async function startTestApp(
  t: TestContext,
  overrides: Partial<Config> = {},
): Promise<TestApp> {
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-test-"));
  const apps: App[] = [];
  // In this order: a server still writes into its folder.
  t.after(async () => {
    for (const app of apps) await app.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  return start(apps, dataDir, overrides);
}

/** A whole server on a folder that the caller made and removes. */
export async function startTestAppOn(
  t: TestContext,
  dataDir: string,
  overrides: Partial<Config> = {},
): Promise<TestApp> {
  const apps: App[] = [];
  t.after(async () => {
    for (const app of apps) await app.close();
  });
  return start(apps, dataDir, overrides);
}

async function start(apps: App[], dataDir: string, overrides: Partial<Config>): Promise<TestApp> {
  const config: Config = {
    ...loadConfig({}),
    dataDir,
    port: 0,
    apiKey: TEST_KEY,
    logLevel: "silent",
    shutdownTimeoutMs: 2_000,
    ...overrides,
  };
  const app = await createApp(config);
  apps.push(app);
  return {
    app,
    url: app.address,
    dataDir,
    call: (method, path, options) => call(app.address, method, path, options),
    restart: async (more = {}) => {
      await app.close();
      return start(apps, dataDir, { ...overrides, ...more });
    },
  };
}

async function call(
  baseUrl: string,
  method: string,
  path: string,
  { headers, json, body }: CallOptions = {},
): Promise<Answer> {
  const sent = new Headers({ authorization: `Bearer ${TEST_KEY}`, ...headers });
  if (sent.get("authorization") === "") sent.delete("authorization");
  const payload = json === undefined ? body : JSON.stringify(json);
  const response = await fetch(path.startsWith("http") ? path : baseUrl + path, {
    method,
    headers: sent,
    ...(payload === undefined ? {} : { body: payload }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson ? JSON.parse(text) : undefined,
  };
}
