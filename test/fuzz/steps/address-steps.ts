import type { Lane } from "../lane.ts";
import { percentEncode, toRequest } from "../values/draft.ts";
import { NASTY_TEXTS } from "../values/nasty-values.ts";

/** Path segments as they go over the wire. */
const SEGMENTS: readonly string[] = [
  "%00",
  "a%00b",
  "%2e%2e%2f",
  "%2e%2e",
  "..",
  ".",
  "..;",
  "%2F",
  "a%2Fb",
  "%5c..%5c",
  "%ff",
  "%C0%AF",
  "%ED%A0%80",
  "%",
  "%zz",
  "%2",
  "%25",
  "%2500",
  "%20",
  "+",
  "%0d%0aX-Injected:%201",
  "%E2%80%AE",
  "%F0%9F%98%80",
  "null",
  "undefined",
  "__proto__",
  "constructor",
  "-1",
  "0",
  "*",
  ":id",
  "{id}",
  "a;b=c",
  "a:b",
  "~",
  "$&",
  "'",
  '"',
  "<a>",
  "\\",
  "\u00e9",
  "a".repeat(255),
  "a".repeat(4_097),
  "a".repeat(10_000),
  "%41".repeat(3_000),
];

export async function mutatePath(lane: Lane): Promise<void> {
  const { random } = lane;
  const draft = lane.draft();
  const request = toRequest(draft);
  const names = [...draft.path.keys()];
  const replaced = random.pick(names.length === 0 ? [""] : names);
  const [, search = ""] = /(\?.*)$/.exec(request.target) ?? [];
  const path = draft.operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    name === replaced ? randomSegment(lane) : percentEncode(draft.path.get(name) ?? ""),
  );
  const target =
    names.length > 0 && random.next() < 0.8 ? path + search : twisted(lane, request.target);
  await lane.sendDraft(draft, { isMalformed: true, mayClose: true }, { ...request, target });
}

function randomSegment({ random }: Lane): string {
  return random.next() < 0.7 ? random.pick(SEGMENTS) : percentEncode(random.pick(NASTY_TEXTS));
}

/** The whole address in a form that means the same, or nothing. */
function twisted({ random }: Lane, target: string): string {
  return random.pick<(target: string) => string>([
    (text) => `/${text}`,
    (text) => text.replaceAll("/", "//"),
    (text) => `/v1/..${text}`,
    (text) => `/.${text}`,
    (text) => text.toUpperCase(),
    (text) => text.replace("/v1", "/v2"),
    (text) => text.replace("/v1", "/%76%31"),
    (text) => `http://127.0.0.1${text}`,
    (text) => `${text}/`,
    (text) => `${text}//`,
    (text) => `${text}/extra`,
    (text) => `${text}#fragment`,
    (text) => `${text};jsessionid=1`,
    (text) => text.slice(1),
    () => "*",
    () => "/",
    () => "/v1",
    () => "/favicon.ico",
    () => "/_storage/uploads/x/1",
    () => `/${"a/".repeat(4_000)}`,
    (text) => `${text} HTTP/1.1 `,
  ])(target);
}

export async function mutateQuery(lane: Lane): Promise<void> {
  const { random } = lane;
  const draft = lane.draft();
  const declared = draft.operation.parameters.filter((parameter) => parameter.in === "query");
  const name = declared.length === 0 ? "limit" : random.pick(declared).name;
  const value = percentEncode(random.pick([...NASTY_TEXTS, "9".repeat(30), "x".repeat(9_000)]));
  const search = random.pick([
    `${name}=${value}`,
    `${name}=${value}`,
    `${name}=${value}`,
    `${name}=1&${name}=2`,
    `${name}=`,
    name,
    `${name}[]=1`,
    `${name}[a]=1`,
    `${name}=1.5`,
    `${name}=1e3`,
    `${name}=%201`,
    `${name}=0`,
    `${name}=-1`,
    `${name}=99999999999`,
    `${name}=2147483648`,
    `${name}=%ff`,
    `${name}=%`,
    `${name}=${value}&unknown=1&=&&&`,
    "__proto__=1&constructor=2",
    `${"a=1&".repeat(2_000)}${name}=1`,
  ]);
  const { target, ...request } = toRequest({ ...draft, query: [] });
  await lane.sendDraft(draft, { mayClose: true }, { ...request, target: `${target}?${search}` });
}

const METHODS = [
  ..."GET POST PUT PATCH DELETE HEAD OPTIONS TRACE PROPFIND QUERY PURGE LINK M-SEARCH SEARCH".split(
    " ",
  ),
  ..."FOO get CONNECT".split(" "),
];

/** Methods that the path does not have, with whatever else the operation takes. */
export async function mutateMethod(lane: Lane): Promise<void> {
  const { random } = lane;
  const draft = lane.draft();
  const method = random.pick(METHODS);
  const request = { ...toRequest(draft), method };
  // Of the methods that a server can know, only these are for resources.
  const isKnown = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"].includes(method);
  // The next bytes on the connection may be read as the body of this one, or not at all.
  await lane.sendApart(request, { mayClose: !isKnown, isMalformed: true });
}
