import type { Agent, IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { AddressPolicy } from "../../net/address-policy.ts";
import { awaitAnswer } from "../../net/await-answer.ts";
import { checkedLookup, checkWrittenAddress } from "../../net/checked-lookup.ts";
import { readBody } from "../../net/read-body.ts";
import { WebFetchError } from "../../net/web-fetch-error.ts";

/** How requests reach a kind of addresses: connections are shared by those of one kind only. */
export interface WebRoute {
  readonly policy: AddressPolicy;
  readonly agents: { readonly http: Agent; readonly https: Agent };
}

export interface JsonPost {
  readonly url: URL;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

export interface JsonAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

const ANSWER_MS = 120_000;
const IDLE_MS = 30_000;
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/**
 * Posts JSON to an address that the route allows, which is checked for the very address that the
 * connection goes to. Redirects are not followed: the key is for this address alone.
 */
export async function postJson(
  route: WebRoute,
  post: JsonPost,
  signal: AbortSignal,
): Promise<JsonAnswer> {
  const answer = await send(route, post, signal);
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of readBody(answer, IDLE_MS)) {
    size += piece.length;
    if (size > MAX_ANSWER_BYTES) {
      answer.destroy();
      throw new WebFetchError("The answer is larger than 64 MiB.");
    }
    pieces.push(piece);
  }
  const text = Buffer.concat(pieces).toString("utf8");
  return { status: answer.statusCode ?? 0, headers: answer.headers, text };
}

function send(
  { policy, agents }: WebRoute,
  { url, body, headers }: JsonPost,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  checkWrittenAddress(policy, url);
  const isSecure = url.protocol === "https:";
  const http = process.getBuiltinModule(isSecure ? "node:https" : "node:http");
  const bytes = Buffer.from(JSON.stringify(body));
  const request = http.request(url, {
    method: "POST",
    agent: isSecure ? agents.https : agents.http,
    lookup: checkedLookup(policy),
    headers: {
      ...headers,
      accept: "application/json",
      "accept-encoding": "identity",
      "content-type": "application/json",
      "content-length": bytes.length,
      "user-agent": "hotdata-server",
    },
    signal,
  });
  const late = `No answer came within ${ANSWER_MS / 1000} seconds.`;
  const answer = awaitAnswer(request, ANSWER_MS, late);
  request.end(bytes);
  return answer;
}
