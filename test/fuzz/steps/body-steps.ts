import { gzipSync } from "node:zlib";
import type { Random } from "../../crash/random.ts";
import type { Json } from "../contract/schema.ts";
import type { Lane } from "../lane.ts";
import { type Draft, toRequest } from "../values/draft.ts";
import { deepJson, nastyValue } from "../values/nasty-values.ts";
import type { RawRequest } from "../wire/raw-request.ts";

/** One request in so many has something of a megabyte. */
const HEAVY_SHARE = 0.02;

export async function mutateBody(lane: Lane): Promise<void> {
  const draft = lane.draft();
  const { body } = draft;
  if (body === undefined || typeof body !== "object" || body === null) {
    await lane.sendDraft(draft);
    return;
  }
  const changes = lane.random.next() < 0.8 ? 1 : 3;
  let changed: Json = body;
  for (let i = 0; i < changes; i++) changed = mutated(lane, draft, changed);
  await lane.sendDraft({ ...draft, body: changed });
}

function mutated({ random, options }: Lane, draft: Draft, body: Json): Json {
  const nasty = () => nastyValue(random, random.next() < HEAVY_SHARE);
  const kind = random.next();
  if (kind < 0.06) return nasty();
  if (kind < 0.55) return replaceSomewhere(random, body, nasty);
  if (typeof body !== "object" || body === null || Array.isArray(body)) return nasty();
  const names = Object.keys(body);
  const declared = Object.entries(
    options.contract.resolve(draft.operation.body?.schema ?? {}).properties ?? {},
  );
  if (kind < 0.7 && names.length > 0) {
    const { [random.pick(names)]: _, ...rest } = body;
    return rest;
  }
  if (kind < 0.78)
    return { ...body, [random.pick(["unknown_field", "", "__proto__", "id", "é"])]: nasty() };
  if (declared.length === 0) return { ...body, x: nasty() };
  const [name, schema] = random.pick(declared);
  const bounds = boundsOf(options.contract.resolve, schema);
  return {
    ...body,
    [name]: bounds.length > 0 && random.next() < 0.7 ? random.pick(bounds) : nasty(),
  };
}

type Resolve = Lane["options"]["contract"]["resolve"];
type Schema = Parameters<Resolve>[0];

/** Values at the edges of what a number or the length of a text may be. */
function boundsOf(resolve: Resolve, given: Schema): Json[] {
  const schema = resolve(given);
  const inner = [schema, ...(schema.anyOf ?? []).map(resolve)];
  return inner.flatMap(({ minimum, maximum, minLength, maxLength }) => [
    ...(minimum === undefined ? [] : [minimum, minimum - 1]),
    // More than this many of anything is work, not an edge.
    ...(maximum === undefined ? [] : maximum <= 1_000 ? [maximum, maximum + 1] : [maximum + 1]),
    ...(minLength === undefined ? [] : ["x".repeat(Math.max(0, minLength - 1))]),
    ...(maxLength === undefined
      ? []
      : ["x".repeat(maxLength), "x".repeat(maxLength + 1), "😀".repeat(maxLength)]),
  ]);
}

function replaceSomewhere(random: Random, value: Json, nasty: () => Json): Json {
  if (typeof value !== "object" || value === null) return nasty();
  if (Array.isArray(value)) {
    if (value.length === 0 || random.next() < 0.3) return nasty();
    const at = random.below(value.length);
    return value.map((item, i) => (i === at ? replaceSomewhere(random, item, nasty) : item));
  }
  const names = Object.keys(value);
  if (names.length === 0 || random.next() < 0.1) return nasty();
  const name = random.pick(names);
  return { ...value, [name]: replaceSomewhere(random, value[name] ?? null, nasty) };
}

type TextChange = (text: Buffer, random: Random) => Buffer;

const TEXT_CHANGES: readonly TextChange[] = [
  (text, random) => text.subarray(0, random.below(text.length + 1)),
  (text) => Buffer.concat([Buffer.from("\ufeff"), text]),
  (text, random) => inserted(text, random, Buffer.from([0xff, 0xfe])),
  (text, random) => inserted(text, random, Buffer.from([0xc0, 0x80])),
  (text, random) => inserted(text, random, Buffer.from([0xed, 0xa0, 0x80])),
  (text, random) => inserted(text, random, Buffer.from([0])),
  (text, random) =>
    inserted(
      text,
      random,
      Buffer.from(random.pick(["{", "}", "[", '"', ",", ":", "\\", "/*", "é"])),
    ),
  (text) => Buffer.from(text.toString(), "utf16le"),
  (text) => Buffer.concat([text, text]),
  (text) => Buffer.concat([text, Buffer.from(" trailing")]),
  (text) => Buffer.from(text.toString().replace(/^\{/, '{"a":1,"a":2,"name":"x","name":{},')),
  (text) => Buffer.from(text.toString().replace(/\}$/, ",}")),
  (text) => Buffer.from(text.toString().replaceAll('"', "'")),
  (text) => gzipSync(text),
  () => Buffer.alloc(0),
  () => Buffer.from("   \n"),
  () => Buffer.from("null"),
  () => Buffer.from("[]"),
  () => Buffer.from('"text"'),
  () => Buffer.from("0"),
  () => Buffer.from("NaN"),
  () => Buffer.from('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}}}'),
  (_, random) => Buffer.from(deepJson(random, 10_000)),
  () => Buffer.from("<xml/>"),
  () => Buffer.from("a=1&b=2&a=3"),
];

/** The body's text is broken, whatever it says. */
export async function mutateText(lane: Lane): Promise<void> {
  const draft = lane.draft();
  const request = toRequest(draft);
  const body = lane.random.pick(TEXT_CHANGES)(request.body ?? Buffer.from("{}"), lane.random);
  await lane.sendDraft({ ...draft, body: undefined }, {}, { ...request, body });
}

const MEBIBYTE = 1_048_576;

/** Bodies of many megabytes, below and above the limit of the server. */
export async function sendHugeBody(lane: Lane): Promise<void> {
  const { random } = lane;
  const draft = lane.draft();
  const field = random.pick(Object.keys(draft.body ?? {}).concat("name"));
  const size = random.pick([10, 15, 17, 40]) * MEBIBYTE;
  const body = Buffer.from(JSON.stringify({ ...objectOf(draft.body), [field]: "x".repeat(size) }));
  const chunkBytes = random.next() < 0.5 ? undefined : 100_000;
  const request: RawRequest = { ...toRequest(draft), body, chunkBytes };
  // What is refused unread may end the connection before all was sent.
  await lane.sendApart(request, { mayClose: true });
}

function objectOf(value: Json | undefined): { [name: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

function inserted(text: Buffer, random: Random, bytes: Buffer): Buffer {
  const at = random.below(text.length + 1);
  return Buffer.concat([text.subarray(0, at), bytes, text.subarray(at)]);
}
