import type { IncomingMessage } from "node:http";
import { AddressPolicy } from "../../net/address-policy.ts";
import { openAnswer } from "../../net/open-answer.ts";
import { readBody } from "../../net/read-body.ts";
import { refuseEncoded } from "../../net/refuse-encoded.ts";
import { hostOf } from "../../net/web-address.ts";
import type { SourceRules } from "../connector.ts";
import type {
  FilePart,
  RemoteBody,
  RemoteFile,
  RemoteFiles,
  RemoteTable,
} from "../files/remote-files.ts";
import { transferError, transferred } from "../files/transfer-error.ts";
import { findTable } from "../files/find-table.ts";
import { lastPart } from "../files/file-names.ts";
import { SourceError } from "../source-error.ts";
import { contentRange, validatorOf } from "./answer-facts.ts";
import { addressesOf, type HttpConfig } from "./http-config.ts";
import { statusError } from "./status-error.ts";
import { mayHaveToken } from "./token-hosts.ts";

/** Files on web servers, each of which the configuration names. */
export class HttpFiles implements RemoteFiles {
  readonly #config: HttpConfig;
  readonly #rules: SourceRules;
  readonly #policy: AddressPolicy;
  readonly #tables: readonly RemoteTable[];

  /** @throws {SourceError} `refused` where the token would be readable on its way */
  constructor(config: HttpConfig, rules: SourceRules) {
    this.#config = config;
    this.#rules = rules;
    const hosts = rules.hosts === "off" ? [] : rules.hosts;
    this.#policy = new AddressPolicy(hosts, "HOTDATA_CONNECTION_HOSTS");
    this.#tables = tablesOf(config);
    if (typeof config.token !== "string") return;
    for (const { address } of this.#tables.flatMap(({ files }) => files)) {
      if (mayHaveToken(new URL(address), rules.hosts)) continue;
      throw new SourceError(
        "refused",
        `The token would go over the network unencrypted to ${hostOf(new URL(address))}; use https.`,
      );
    }
  }

  async check(signal: AbortSignal): Promise<void> {
    const [file] = this.#tables.flatMap(({ files }) => files);
    if (file === undefined) return;
    (await this.open(file, { lastBytes: 1 }, signal)).close();
  }

  async tables(): Promise<readonly RemoteTable[]> {
    return this.#tables;
  }

  async table(name: string): Promise<RemoteTable> {
    return findTable(this.#tables, name);
  }

  async open(file: RemoteFile, part: FilePart, signal: AbortSignal): Promise<RemoteBody> {
    if (this.#rules.hosts === "off") {
      throw new SourceError(
        "refused",
        "This server connects to no outside source (HOTDATA_CONNECTION_HOSTS is off).",
      );
    }
    const answer = await this.#request(file, rangeHeaders(part), signal);
    const body = bodyOf(answer, { file, idleMs: this.#rules.statementMs, signal });
    if (answer.statusCode === 200 || isWanted(part, answer, body)) return body;
    body.close();
    if (answer.statusCode !== 206 && answer.statusCode !== 416) throw statusError(answer, file);
    // Not the part that was asked for, or not of the same file: the whole one will do.
    const whole = await this.#request(file, {}, signal);
    if (whole.statusCode !== 200) {
      whole.destroy();
      throw statusError(whole, file);
    }
    return bodyOf(whole, { file, idleMs: this.#rules.statementMs, signal });
  }

  async [Symbol.asyncDispose](): Promise<void> {}

  async #request(
    file: RemoteFile,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    const url = new URL(file.address);
    const { statementMs, connectMs } = this.#rules;
    const { ssl_ca } = this.#config;
    try {
      const answer = await openAnswer(
        url,
        {
          policy: this.#policy,
          answerMs: statementMs,
          connectMs,
          headers: (at) => ({ ...headers, ...(at.origin === url.origin ? this.#login() : {}) }),
          ca: ssl_ca ?? undefined,
        },
        signal,
      );
      refuseEncodedAnswer(answer);
      return answer;
    } catch (error) {
      throw transferError(error, file, signal);
    }
  }

  #login(): Readonly<Record<string, string>> {
    const { token, token_header } = this.#config;
    if (typeof token !== "string") return {};
    return typeof token_header === "string"
      ? { [token_header]: token }
      : { authorization: `Bearer ${token}` };
  }
}

function tablesOf({ base_url, tables }: HttpConfig): RemoteTable[] {
  return tables
    .map(({ name, paths, format }) => ({
      name,
      format,
      files: paths.flatMap((path) => addressesOf(path, base_url).map(fileOf)),
    }))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));
}

function fileOf(url: URL): RemoteFile {
  return {
    address: url.href,
    // Without the query string, which may have secrets in it.
    label: `file '${url.origin}${url.pathname}'`,
    name: lastPart(url.pathname),
  };
}

function rangeHeaders(part: FilePart): Readonly<Record<string, string>> {
  if ("lastBytes" in part) return { range: `bytes=-${part.lastBytes}` };
  if (part.from === 0 || part.etag === undefined) return {};
  return { range: `bytes=${part.from}-`, "if-range": part.etag };
}

/** Whether a 206 is what was asked for: some servers send another part, or that of another version. */
function isWanted(part: FilePart, { statusCode }: IncomingMessage, body: RemoteBody): boolean {
  if (statusCode !== 206) return false;
  if ("lastBytes" in part) {
    return body.totalBytes === body.start + Math.min(part.lastBytes, body.totalBytes ?? 0);
  }
  return body.start === part.from && body.etag === part.etag;
}

function bodyOf(
  answer: IncomingMessage,
  { file, idleMs, signal }: { file: RemoteFile; idleMs: number; signal: AbortSignal },
): RemoteBody {
  const range = contentRange(answer);
  return {
    pieces: transferred(readBody(answer, idleMs), file, signal),
    start: range?.start ?? 0,
    totalBytes: range?.totalBytes,
    etag: validatorOf(answer),
    contentType: answer.headers["content-type"],
    close: () => answer.destroy(),
  };
}

function refuseEncodedAnswer(answer: IncomingMessage): void {
  try {
    refuseEncoded(answer);
  } catch (error) {
    answer.destroy();
    throw error;
  }
}
