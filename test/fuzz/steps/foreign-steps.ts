import type { Lane } from "../lane.ts";
import { type Draft, toRequest } from "../values/draft.ts";
import { knownName, type Place } from "../values/known-values.ts";
import type { RawAnswer } from "../wire/answer-parser.ts";

/** The id of another workspace's thing is answered exactly as one that nothing has. */
export async function compareForeign(lane: Lane): Promise<void> {
  const { contract, foreign } = lane.options;
  const operations = contract.operations.filter(({ needsWorkspace, parameters }) => {
    return (
      needsWorkspace &&
      parameters.some((parameter) => parameter.in === "path" || /_id$|-Id$/.test(parameter.name))
    );
  });
  const operation = lane.random.pick(operations);
  const name = idNameOf(lane, operation);
  const places = name === undefined ? [] : foreign.placesWith(name);
  if (places.length === 0) return;
  const place = lane.random.pick(places);
  const ids = [...place].filter(([key]) => /_id$|token/.test(key)).map(([, value]) => value);
  const draft = lane.options.maker.make(operation, place);
  const unknown = new Map(ids.map((id) => [id, unlike(id)]));
  const first = await lane.send(toRequest(draft), { isMalformed: true });
  const second = await lane.send(toRequest(replaced(draft, unknown)), { isMalformed: true });
  if (first === undefined || second === undefined) return;
  const difference = differenceOf(masked(first, ids), masked(second, [...unknown.values()]));
  if (difference === undefined) return;
  // A request may also answer differently each time, such as one with a time limit.
  for (let round = 0; round < ROUNDS; round += 1) {
    const own = await lane.send(toRequest(draft), { isMalformed: true });
    const other = await lane.send(toRequest(replaced(draft, unknown)), { isMalformed: true });
    if (own === undefined || other === undefined) return;
    if (differenceOf(masked(first, ids), masked(own, ids)) !== undefined) return;
    const others = [...unknown.values()];
    if (differenceOf(masked(second, others), masked(other, others)) !== undefined) return;
  }
  lane.fail(
    toRequest(draft),
    `another workspace's id is not answered as an unknown one: ${difference}`,
  );
}

/** So often both must answer as they did. */
const ROUNDS = 5;

function idNameOf(lane: Lane, operation: Draft["operation"]): string | undefined {
  const names = operation.parameters.flatMap((parameter) => {
    if (parameter.in === "path") return [knownName(operation.path, parameter.name)];
    return parameter.name === "X-Database-Id" ? ["database_id"] : [];
  });
  const ids = names.filter((name) => name.endsWith("_id"));
  return ids.length === 0 ? undefined : lane.random.pick(ids);
}

/** An id of the same shape that nothing has. */
function unlike(id: string): string {
  const digits = id.slice(-10);
  const other = Array.from(digits, (c) =>
    /[a-y0-8]/.test(c) ? String.fromCodePoint((c.codePointAt(0) ?? 0) + 1) : c,
  );
  return id.slice(0, -10) + other.join("");
}

function replaced(draft: Draft, ids: ReadonlyMap<string, string>): Draft {
  const swap = (text: string): string => {
    let swapped = text;
    for (const [id, other] of ids) swapped = swapped.replaceAll(id, other);
    return swapped;
  };
  const swapPlace = (place: Place): Place =>
    new Map([...place].map(([name, value]) => [name, swap(value)]));
  const workspace = draft.headers.find(([name]) => name === "x-workspace-id")?.[1];
  return {
    ...draft,
    path: swapPlace(draft.path),
    query: draft.query.map(([name, value]) => [name, swap(value)]),
    headers: draft.headers.map(([name, value]) => [
      name,
      value === workspace ? value : swap(value),
    ]),
    body: draft.body === undefined ? undefined : JSON.parse(swap(JSON.stringify(draft.body))),
  };
}

interface Masked {
  readonly status: number;
  readonly text: string;
}

function masked({ status, body }: RawAnswer, ids: readonly string[]): Masked {
  let text = body.toString("utf8").replace(/"request_id":"[^"]*"/, "");
  for (const id of ids) text = text.replaceAll(id, "<id>");
  return { status, text };
}

function differenceOf(first: Masked, second: Masked): string | undefined {
  if (first.status !== second.status)
    return `${first.status} and ${second.status}: ${first.text.slice(0, 200)} / ${second.text.slice(0, 200)}`;
  // What is found differs in times and new ids; only refusals can be compared letter by letter.
  if (first.status < 400 || first.text === second.text) return undefined;
  return `${first.text.slice(0, 200)} / ${second.text.slice(0, 200)}`;
}
