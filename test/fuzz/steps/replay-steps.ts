import type { Lane } from "../lane.ts";
import { toRequest } from "../values/draft.ts";
import type { Place } from "../values/known-values.ts";
import type { Header, RawRequest } from "../wire/raw-request.ts";
import { operationsOf } from "./plain-steps.ts";

const TOKEN_NAMES = [
  "refresh_token",
  "finalize_token",
  "access_token",
  "token",
  "api_key",
  "key",
  "secret",
];

/** Tokens of one purpose used for another. */
export async function replayTokens(lane: Lane): Promise<void> {
  const { random } = lane;
  const { known, foreign } = lane.options;
  const name = random.pick(TOKEN_NAMES);
  const places = [...known.placesWith(name), ...foreign.placesWith(name)];
  if (places.length === 0) return;
  const token = random.pick(places).get(name) ?? "";
  const draft = lane.draft();
  const request = toRequest(draft);
  const others = request.headers.filter(([header]) => header !== "authorization");
  const text = random.next() < 0.7 ? token : damaged(token, random.below(token.length));
  // A refresh token is good for new tokens alone, a finalize token for its upload.
  const isRefused = draft.operation.needsKey && (text !== token || /refresh|finalize/.test(name));
  const headers: Header[] = [
    ...others,
    ["authorization", `Bearer ${text.replaceAll(/[^\x21-\x7e]/g, "_")}`],
  ];
  const extras = { isMalformed: true, mayBeFull: true };
  await lane.send(
    { ...request, headers },
    isRefused ? { ...extras, mustRefuse: `a ${name} as a key` } : extras,
  );
}

/** Upload addresses as they were signed, and with every part of them changed. */
export async function useStorageAddress(lane: Lane): Promise<void> {
  const { random } = lane;
  const name = random.pick(["url", "part_urls", "urls", "download_url"]);
  const places = lane.options.known.placesWith(name);
  if (places.length === 0) return;
  const place = random.pick(places);
  const address = place.get(name) ?? "";
  if (!address.startsWith("http://127.0.0.1")) return;
  const { pathname, search } = new URL(address);
  const target = pathname + search;
  const isWhole = random.next() < 0.4;
  const method = random.next() < 0.9 ? "PUT" : random.pick(["GET", "POST", "DELETE", "HEAD"]);
  const sent = isWhole ? target : alteredAddress(lane, target);
  const request: RawRequest = {
    method,
    target: sent,
    headers: [["host", "127.0.0.1"]],
    body: Buffer.from(random.pick(["", "id,a\n1,x\n", "x".repeat(70_000)])),
    chunkBytes: random.next() < 0.3 ? 1_000 : undefined,
  };
  const isChanged = decodeURIComponent(sent) !== target;
  const answer = await lane.sendApart(
    request,
    isChanged ? { isMalformed: true, mustRefuse: "an upload address that was changed" } : STORAGE,
  );
  if (answer?.status === 200) await useOf(lane, place);
}

/** What can be done with the thing whose bytes are there now. */
async function useOf(lane: Lane, place: Place): Promise<void> {
  const { maker } = lane.options;
  const fitting = operationsOf(lane, place).filter(({ path }) => path.includes("upload"));
  for (const operation of fitting) await lane.sendDraft(maker.make(operation, place));
}

/** Not part of the contract: its successes have no model. */
const STORAGE = { isMalformed: true, isStorage: true };

function alteredAddress({ random }: Lane, target: string): string {
  return random.pick<(text: string) => string>([
    (text) => text.replace(/expires=(\d+)/, (_, n: string) => `expires=${Number(n) + 3_600}`),
    (text) => text.replace(/expires=\d+/, "expires=9999999999"),
    (text) => text.replace(/expires=\d+/, "expires=1e99"),
    (text) => text.replace(/expires=\d+&?/, ""),
    (text) => text.replace(/signature=[^&]*/, "signature="),
    (text) => text.replace(/&signature=[^&]*/, ""),
    (text) => text.replace(/signature=(.)/, (_, c: string) => `signature=${c === "A" ? "B" : "A"}`),
    (text) => `${text}&expires=9999999999`,
    (text) => `${text}&signature=AAAA`,
    (text) => text.replace(/\/(\d+)\?/, (_, n: string) => `/${Number(n) + 1}?`),
    (text) => text.replace(/\/(\d+)\?/, "/0?"),
    (text) => text.replace(/\/(\d+)\?/, "/1e0?"),
    (text) => text.replace(/\/(\d+)\?/, "/%31?"),
    (text) => text.replace(/\/(\d+)\?/, "/99999999?"),
    (text) => text.replace(/uploads\/[^/]+/, "uploads/upldaaaaaaaaaaaaaaaaaaaaaaaaaa"),
    (text) => text.replace(/uploads\//, "uploads/%2e%2e%2f"),
    (text) => text.split("?", 1)[0] ?? "",
    (text) => text.slice(0, -1),
  ])(target);
}

function damaged(token: string, at: number): string {
  const letter = token[at] === "A" ? "B" : "A";
  return token.slice(0, at) + letter + token.slice(at + 1);
}
