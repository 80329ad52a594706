import type { IncomingMessage } from "node:http";
import type { AddressPolicy } from "./address-policy.ts";
import { awaitAnswer } from "./await-answer.ts";
import { checkedLookup, checkWrittenAddress } from "./checked-lookup.ts";
import { parseWebAddress } from "./web-address.ts";
import { WebFetchError } from "./web-fetch-error.ts";

export interface WebRequestOptions {
  readonly policy: AddressPolicy;
  /** Until the head of an answer is there, in milliseconds. */
  readonly answerMs: number;
  /** Until a connection stands; as long as for an answer when absent. */
  readonly connectMs?: number;
  /** Sent beside the usual ones; asked anew at each redirect, so that secrets stay where they belong. */
  readonly headers?: (url: URL) => Readonly<Record<string, string>>;
  /** PEM text of certificates to trust in place of the usual ones. */
  readonly ca?: string | undefined;
  /** Sent with POST, as JSON; GET when absent. */
  readonly json?: string | undefined;
  /** Most redirects that are followed. */
  readonly maxRedirects?: number;
}

const MAX_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Asks for what is at an address, over redirects, from such addresses only as the policy allows: it
 * is asked for the address that a connection really goes to, and anew at each redirect. Whoever
 * called reads the answer's body, or destroys it.
 *
 * @throws {WebFetchError} for addresses that are not asked, and answers that come too late
 */
export async function openAnswer(
  first: URL,
  options: WebRequestOptions,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { maxRedirects = MAX_REDIRECTS } = options;
  let url = first;
  for (let redirects = 0; ; redirects += 1) {
    const answer = await send(url, options, signal);
    try {
      const next = redirectOf(answer, url);
      if (next === undefined) return answer;
      if (redirects === maxRedirects) {
        const times = maxRedirects === 0 ? "" : ` more than ${maxRedirects} times`;
        throw new WebFetchError(`The address redirects${times}.`);
      }
      url = next;
    } catch (error) {
      answer.destroy();
      throw error;
    }
    answer.destroy();
  }
}

function send(
  url: URL,
  { policy, answerMs, connectMs, headers, ca, json }: WebRequestOptions,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  checkWrittenAddress(policy, url);
  // Not imported: an import of all of `node:http` loads a second HTTP client with it.
  const { request: begin } =
    url.protocol === "https:"
      ? process.getBuiltinModule("node:https")
      : process.getBuiltinModule("node:http");
  const request = begin(url, {
    // Nothing is shared with other requests, neither connections nor cookies nor keys.
    agent: false,
    method: json === undefined ? "GET" : "POST",
    lookup: checkedLookup(policy),
    headers: {
      accept: "*/*",
      "accept-encoding": "identity",
      "user-agent": "hotdata-server",
      ...(json === undefined ? {} : { "content-type": "application/json" }),
      ...headers?.(url),
    },
    signal,
    ...(ca === undefined ? {} : { ca }),
  });
  const late = (ms: number, what: string): string =>
    `The address did not ${what} within ${Math.round(ms / 1000)} seconds.`;
  if (connectMs !== undefined) {
    const timer = setTimeout(() => {
      request.destroy(new WebFetchError(late(connectMs, "let us connect"), { isPassing: true }));
    }, connectMs);
    const connected = url.protocol === "https:" ? "secureConnect" : "connect";
    request.once("socket", (socket) => socket.once(connected, () => clearTimeout(timer)));
    request.once("close", () => clearTimeout(timer));
  }
  const answer = awaitAnswer(request, answerMs, late(answerMs, "answer"));
  request.end(json);
  return answer;
}

/** Undefined for an answer that is no redirect. */
function redirectOf({ statusCode = 0, headers }: IncomingMessage, from: URL): URL | undefined {
  if (!REDIRECTS.has(statusCode)) return undefined;
  if (headers.location === undefined) {
    throw new WebFetchError("The address redirects without saying where to.");
  }
  const next = parseWebAddress(headers.location, from);
  if (from.protocol === "https:" && next.protocol !== "https:") {
    throw new WebFetchError("The address redirects from https to http, which is not followed.");
  }
  return next;
}
