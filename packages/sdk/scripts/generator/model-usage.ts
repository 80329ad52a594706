import type { ApiDocument, OperationSpec } from "./document.ts";
import { DocumentError } from "./json-access.ts";
import type { Shape } from "./shape.ts";

/** Names of the models that the given operations send and receive, with all they consist of. */
export interface ModelUsage {
  readonly sent: ReadonlySet<string>;
  readonly received: ReadonlySet<string>;
  /** All of them, sorted. */
  readonly names: readonly string[];
}

export function findModelUsage(
  document: ApiDocument,
  operations: readonly OperationSpec[],
): ModelUsage {
  const sent = new Set<string>();
  const received = new Set<string>();
  for (const { body, answers } of operations) {
    if (body?.model !== undefined) collect(document, body.model, sent);
    for (const { model } of answers.values()) {
      if (model !== undefined) collect(document, model, received);
    }
  }
  return { sent, received, names: [...new Set([...sent, ...received])].toSorted() };
}

function collect(document: ApiDocument, name: string, into: Set<string>): void {
  if (into.has(name)) return;
  const model = document.models.get(name);
  if (model === undefined) throw new DocumentError(name, "is not among components.schemas");
  into.add(name);
  const shapes = model.properties?.map((property) => property.shape) ?? [];
  for (const shape of model.alias === undefined ? shapes : [model.alias]) {
    for (const reference of referencesIn(shape)) collect(document, reference, into);
  }
}

function referencesIn(shape: Shape): readonly string[] {
  switch (shape.kind) {
    case "ref":
      return [shape.model];
    case "array":
      return referencesIn(shape.items);
    case "map":
      return referencesIn(shape.values);
    case "nullable":
      return referencesIn(shape.inner);
    case "union":
      return shape.variants.flatMap(referencesIn);
    default:
      return [];
  }
}
