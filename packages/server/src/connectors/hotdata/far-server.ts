import type { IncomingMessage } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { ZodType } from "zod";
import { AddressPolicy } from "../../net/address-policy.ts";
import { openAnswer } from "../../net/open-answer.ts";
import { readBody } from "../../net/read-body.ts";
import { hostOf } from "../../net/web-address.ts";
import type { SourceRules } from "../connector.ts";
import { transferError } from "../files/transfer-error.ts";
import { mayHaveToken } from "../http/token-hosts.ts";
import { SourceError } from "../source-error.ts";
import { baseUrlOf, type HotdataConfig } from "./hotdata-config.ts";

export interface FarRequest {
  /** Below the server's address, with its query string. */
  readonly path: string;
  /** Sent with POST; GET when absent. */
  readonly body?: unknown;
  /** The database that it is about. */
  readonly databaseId?: string;
}

export interface FarAnswer {
  readonly status: number;
  /** Undefined where the body is no JSON. */
  readonly json: unknown;
}

const MAX_JSON_BYTES = 256 * 1024 ** 2;
const MAX_ATTEMPTS = 4;
const LONGEST_PAUSE_MS = 10_000;
const SETTING = "HOTDATA_CONNECTION_HOSTS";

/** Another server's API. Redirects are not followed: the key is for this server alone. */
export class FarServer {
  /** What messages call it. */
  readonly label: string;
  readonly idleMs: number;
  readonly #base: URL;
  readonly #config: HotdataConfig;
  readonly #rules: SourceRules;

  /** @throws {SourceError} `refused` where the key would be readable on its way */
  constructor(config: HotdataConfig, rules: SourceRules) {
    this.#base = baseUrlOf(config);
    this.#config = config;
    this.#rules = rules;
    this.label = `The server at ${this.#base.host}`;
    this.idleMs = rules.statementMs;
    if (rules.hosts === "off") {
      throw new SourceError("refused", `This server connects to no other host: ${SETTING} is off.`);
    }
    if (mayHaveToken(this.#base, rules.hosts)) return;
    throw new SourceError(
      "refused",
      `The API key would go over the network unencrypted to ${hostOf(this.#base)}; use https.`,
    );
  }

  /** The whole answer; one that says "later" is waited for, some times. */
  async call(request: FarRequest, signal: AbortSignal): Promise<FarAnswer> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.open(request, signal);
      const { statusCode: status = 0, headers } = answer;
      const json = await this.#json(answer, signal);
      const waitMs = pauseOf(status, headers["retry-after"]);
      if (waitMs === undefined || attempt === MAX_ATTEMPTS) return { status, json };
      await pause(waitMs, undefined, { signal });
    }
  }

  /** The body of a successful answer. */
  async get<T>(model: ZodType<T>, request: FarRequest, signal: AbortSignal): Promise<T> {
    const answer = await this.call(request, signal);
    if (answer.status === 200) return this.read(model, answer.json);
    throw this.statusError(answer);
  }

  /** @throws {SourceError} for an answer that is not as the API's contract has it */
  read<T>(model: ZodType<T>, json: unknown): T {
    const parsed = model.safeParse(json);
    if (parsed.success) return parsed.data;
    throw new SourceError("unreadable", `${this.label} does not answer as a Hotdata server does.`);
  }

  /** The head of an answer; whoever called reads its body or destroys it. */
  async open(
    { path, body, databaseId }: FarRequest,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    const { hosts, connectMs, statementMs } = this.#rules;
    const policy = new AddressPolicy(hosts === "off" ? [] : hosts, SETTING);
    const options = {
      policy,
      connectMs,
      answerMs: statementMs,
      ca: this.#config.ssl_ca ?? undefined,
      headers: () => this.#headers(databaseId),
      json: body === undefined ? undefined : JSON.stringify(body),
      maxRedirects: 0,
    };
    const url = new URL(`${this.#base.href.replace(/\/$/, "")}${path}`);
    try {
      return await openAnswer(url, options, signal);
    } catch (error) {
      throw transferError(error, this, signal);
    }
  }

  /** What an answer that is no success means, by its status and code alone. */
  statusError({ status, json }: FarAnswer): SourceError {
    const code = codeOf(json);
    const said = `${this.label} answered with the status ${status}${code === undefined ? "" : ` (${code})`}`;
    if (status === 401 || status === 403) {
      return new SourceError("refused", `${said}; check the connection's API key and workspace.`);
    }
    if (status >= 500 || [408, 425, 429].includes(status)) {
      return new SourceError("unavailable", `${said}.`);
    }
    return new SourceError("refused", `${said}; check the connection's address and database.`);
  }

  #headers(databaseId: string | undefined): Readonly<Record<string, string>> {
    const { token, workspace_id: workspaceId } = this.#config;
    return {
      ...(typeof token === "string" ? { authorization: `Bearer ${token}` } : {}),
      ...(typeof workspaceId === "string" ? { "x-workspace-id": workspaceId } : {}),
      ...(databaseId === undefined ? {} : { "x-database-id": databaseId }),
    };
  }

  async #json(answer: IncomingMessage, signal: AbortSignal): Promise<unknown> {
    const pieces: Uint8Array[] = [];
    let size = 0;
    try {
      for await (const piece of readBody(answer, this.idleMs)) {
        size += piece.length;
        if (size > MAX_JSON_BYTES) {
          throw new SourceError("unreadable", `${this.label} answers with too much at once.`);
        }
        pieces.push(piece);
      }
    } catch (error) {
      throw transferError(error, this, signal);
    } finally {
      answer.destroy();
    }
    return parsedOrUndefined(Buffer.concat(pieces).toString("utf8"));
  }
}

/** How long to wait before the same request makes sense; undefined where it never will. */
function pauseOf(status: number, retryAfter: string | undefined): number | undefined {
  if (status !== 429 && status !== 503) return undefined;
  const seconds = Number(retryAfter ?? 1);
  return Number.isFinite(seconds) ? Math.min(seconds * 1000, LONGEST_PAUSE_MS) : 1000;
}

/** Codes are words of the contract; anything else is not shown. */
function codeOf(json: unknown): string | undefined {
  if (typeof json !== "object" || json === null || !("error" in json)) return undefined;
  const { error } = json;
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" && /^[A-Z_]{2,40}$/.test(error.code)
    ? error.code
    : undefined;
}

function parsedOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
