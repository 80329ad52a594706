import type { ModelSpec, OperationSpec } from "./document.ts";

/** How the pages of a listing follow each other. */
export type Paging = "cursorPages" | "offsetPages" | "onePage";

/** An operation that lists things. */
export interface ListingSpec {
  /** Wire name of the answer's field that holds the items. */
  readonly field: string;
  /** Model of an item. */
  readonly item: string;
  readonly paging: Paging;
}

/** `undefined` when the operation does not list: it has neither the name nor pages of a list. */
export function findListing(
  operation: OperationSpec,
  models: ReadonlyMap<string, ModelSpec>,
): ListingSpec | undefined {
  const paging = pagingOf(operation);
  if (!operation.id.startsWith("list_") && paging !== "cursorPages") return undefined;
  const answer = models.get(operation.answers.get("200")?.model ?? "");
  const arrays = (answer?.properties ?? []).flatMap(({ wireName, shape }) =>
    shape.kind === "array" && shape.items.kind === "ref"
      ? [{ field: wireName, item: shape.items.model }]
      : [],
  );
  const [only] = arrays;
  return only === undefined || arrays.length > 1 ? undefined : { ...only, paging };
}

function pagingOf({ parameters }: OperationSpec): Paging {
  const names = new Set(parameters.map(({ wireName }) => wireName));
  if (names.has("cursor")) return "cursorPages";
  return names.has("offset") ? "offsetPages" : "onePage";
}
