import { readEnvironment } from "./environment.ts";
import { ConfigurationError } from "./errors.ts";
import type { NumberMode } from "./exact-number.ts";

const DEFAULT_HOST = "https://api.hotdata.dev";
const DEFAULT_TIMEOUT_MS = 300_000;
const DEFAULT_MAX_RETRIES = 5;

/** Where the server is, who is calling, and how long and how often calls are tried. */
export interface ConfigurationOptions {
  /** API key. Default: environment `HOTDATA_API_KEY`. */
  readonly apiKey?: string | undefined;
  /**
   * Workspace to work in. Default: environment `HOTDATA_WORKSPACE_ID`, then `HOTDATA_WORKSPACE`;
   * without any, the server takes the key's only workspace.
   */
  readonly workspaceId?: string | undefined;
  /**
   * Sandbox to work in: sent with every call as `X-Session-Id`. Default: environment
   * `HOTDATA_SANDBOX`, else none.
   */
  readonly sandboxId?: string | undefined;
  /**
   * Address of the server, with or without a trailing `/v1`. Default: environment
   * `HOTDATA_API_URL`, else `https://api.hotdata.dev`.
   */
  readonly host?: string | undefined;
  /**
   * Longest time a call may take, retries included, in milliseconds; `Infinity` for no limit.
   * Default 300000. Calls that move files or Arrow data count the time without progress instead;
   * raw uploads have no limit unless the call gives one.
   */
  readonly timeoutMs?: number | undefined;
  /**
   * Longest time that a single try of a call may take, in milliseconds. A try that takes longer is
   * ended, and repeated where that is safe; else the call fails with a `TimeoutError`. Default: as
   * long as the call; raw uploads have no limit unless the call gives one.
   */
  readonly attemptTimeoutMs?: number | undefined;
  /** How often a call is repeated when that is safe. Default 5; 0 turns repeating off. */
  readonly maxRetries?: number | undefined;
  /**
   * What numbers in rows become; Arrow has types of its own. Default `number`: a `number` where that
   * is exact, a `bigint` for larger integers, the digits as text for other decimals.
   */
  readonly numbers?: NumberMode | undefined;
  /**
   * Whether answers are checked against the documented form. Default true. Without it, what the
   * server leaves out is undefined, and what differs is handed on as it came.
   */
  readonly validateResponses?: boolean | undefined;
  /** Replaces the global `fetch`, e.g. to go through a proxy. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** Where the server is and who is calling. Immutable; reads the environment once, when made. */
export class Configuration {
  readonly #apiKey: string | undefined;
  /** Workspace of all calls; undefined: the key's only one. */
  readonly workspaceId: string | undefined;
  /** Sandbox that all calls work in; undefined: none. */
  readonly sandboxId: string | undefined;
  /** Without a trailing slash and without `/v1`. */
  readonly host: string;
  /** Time limit of a call with its retries, in milliseconds. */
  readonly timeoutMs: number;
  /** Time limit of one try, in milliseconds. */
  readonly attemptTimeoutMs: number;
  /** How often a call is repeated when that is safe. */
  readonly maxRetries: number;
  /** What numbers in rows become. */
  readonly numbers: NumberMode;
  /** Whether answers are checked against the documented form. */
  readonly validateResponses: boolean;
  /** Sends the requests. */
  readonly fetch: typeof globalThis.fetch;

  /**
   * @param options - What does not come from the environment.
   * @throws {@link ConfigurationError} when a value cannot be used.
   */
  constructor(options: ConfigurationOptions = {}) {
    this.#apiKey = parseCredential(options.apiKey ?? readEnvironment("HOTDATA_API_KEY"));
    this.workspaceId =
      options.workspaceId ??
      readEnvironment("HOTDATA_WORKSPACE_ID") ??
      readEnvironment("HOTDATA_WORKSPACE");
    this.sandboxId = options.sandboxId ?? readEnvironment("HOTDATA_SANDBOX");
    this.host = parseHost(options.host ?? readEnvironment("HOTDATA_API_URL") ?? DEFAULT_HOST);
    this.timeoutMs = parseLimit("timeoutMs", options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
    this.attemptTimeoutMs = parseLimit("attemptTimeoutMs", options.attemptTimeoutMs ?? Infinity);
    this.maxRetries = parseLimit("maxRetries", options.maxRetries ?? DEFAULT_MAX_RETRIES);
    this.numbers = parseNumberMode(options.numbers ?? "number");
    this.validateResponses = options.validateResponses ?? true;
    this.fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  }

  /** Not an own property, so that printing or serialising a configuration does not show it. */
  get apiKey(): string | undefined {
    return this.#apiKey;
  }
}

function parseCredential(text: string | undefined): string | undefined {
  if (text === undefined || /^[\x21-\x7e]+$/.test(text)) return text;
  throw new ConfigurationError("apiKey must be printable ASCII text without spaces");
}

function parseHost(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new ConfigurationError(
      `host must be an http or https address such as ${DEFAULT_HOST}, not "${text}"`,
    );
  }
  return text.replace(/\/+$/, "").replace(/\/v1$/, "");
}

function parseLimit(name: string, value: number): number {
  if (!(value >= 0)) {
    throw new ConfigurationError(`${name} must be 0 or more, not ${value}`);
  }
  return value;
}

function parseNumberMode(mode: NumberMode): NumberMode {
  if (!["number", "bigint", "string"].includes(mode)) {
    throw new ConfigurationError(`numbers must be "number", "bigint" or "string", not "${mode}"`);
  }
  return mode;
}
