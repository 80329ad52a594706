import type { FuzzOperation } from "../contract/fuzz-contract.ts";
import type { Lane } from "../lane.ts";
import { toRequest } from "../values/draft.ts";
import { knownName, type Place } from "../values/known-values.ts";

/** How often what was just made is used at once, while it may still be in the making. */
const AT_ONCE_SHARE = 0.25;

/** A request that the contract allows. */
export async function sendValid(lane: Lane): Promise<void> {
  const draft = lane.draft();
  const answer = await lane.sendDraft(draft);
  const isMade = draft.operation.method === "POST" && (answer?.status ?? 400) < 300;
  const isGoingOn = answer?.status === 202;
  if (isMade && (isGoingOn || lane.random.next() < AT_ONCE_SHARE)) await useNewest(lane);
}

async function useNewest(lane: Lane): Promise<void> {
  const { known, maker } = lane.options;
  const place = known.newest;
  const fitting = operationsOf(lane, place);
  if (fitting.length > 0) await lane.sendDraft(maker.make(lane.random.pick(fitting), place));
}

/** Operations whose path the place has all values for. */
export function operationsOf(lane: Lane, place: Place): readonly FuzzOperation[] {
  return lane.options.contract.operations.filter(({ path, parameters }) => {
    const names = parameters.filter((parameter) => parameter.in === "path");
    return (
      names.length > 0 && names.every((parameter) => place.has(knownName(path, parameter.name)))
    );
  });
}

/** The same request several times at once. */
export async function sendBurst(lane: Lane): Promise<void> {
  const draft = lane.draft();
  const request = toRequest(draft);
  const copies = Array.from({ length: 3 + lane.random.below(6) }, () => lane.sendApart(request));
  for (const answer of await Promise.all(copies)) {
    if (answer !== undefined) lane.learn(draft, answer);
  }
}

/** Different requests for the same things at once, deletions among them. */
export async function sendRace(lane: Lane): Promise<void> {
  const { known, maker } = lane.options;
  const name = lane.random.pick([
    "database_id",
    "upload_id",
    "result_id",
    "table",
    "schema",
    "batch_id",
  ]);
  const places = known.placesWith(name);
  if (places.length === 0) return sendValid(lane);
  const place = lane.random.pick(places);
  const fitting = operationsOf(lane, place);
  if (fitting.length === 0) return sendValid(lane);
  const drafts = Array.from({ length: 3 + lane.random.below(4) }, () =>
    maker.make(lane.random.pick(fitting), place),
  );
  const sending = drafts.map(async (draft): Promise<void> => {
    const answer = await lane.sendApart(toRequest(draft));
    if (answer !== undefined) lane.learn(draft, answer);
  });
  await Promise.all(sending);
}

/** After a deletion the thing is gone for whoever asks, and a second deletion finds nothing. */
export async function deleteAndUse(lane: Lane): Promise<void> {
  const { operations } = lane.options.contract;
  const deletions = operations.filter(({ method }) => method === "DELETE");
  if (deletions.length === 0) return;
  const draft = lane.draft(lane.random.pick(deletions));
  const deleted = await lane.send(toRequest({ ...draft, query: [] }));
  if (deleted?.status !== 204) return;
  // Dropping what is copied of a source takes nothing away that later calls could name.
  if (draft.operation.path.endsWith("/cache")) return;
  lane.learn(draft, deleted);
  const later = operations
    .filter(({ path, method }) => path === draft.operation.path && method !== "PUT")
    .toSorted((a, b) => Number(b.method === "GET") - Number(a.method === "GET"));
  for (const operation of later) {
    const request = toRequest({ ...lane.draft(operation), path: draft.path, used: draft.used });
    const answer = await lane.send(request);
    // A key that was revoked stays in the books.
    if (answer?.status === 200 && answer.body.includes('"revoked":true')) return;
    if (answer !== undefined && answer.status < 400) lane.fail(request, "it was deleted before");
  }
}
