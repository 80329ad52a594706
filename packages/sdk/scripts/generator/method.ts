import type { BodySpec, ModelSpec, OperationSpec, ParameterSpec } from "./document.ts";
import { findListing } from "./listing.ts";
import type { ListingSpec } from "./listing.ts";
import { camelCase, constantCase, pascalCase, withoutHandler } from "./names.ts";
import { findShortNames } from "./short-names.ts";

/** An operation with everything the writer derives from it. */
export interface Method {
  readonly operation: OperationSpec;
  readonly name: string;
  /** Name of a second method that does the same; a listing is read page by page under it. */
  readonly shortName: string | undefined;
  readonly listing: ListingSpec | undefined;
  readonly constant: string;
  readonly optionsType: string;
  readonly pathParameters: readonly ParameterSpec[];
  readonly optionParameters: readonly ParameterSpec[];
  /** What the body holds; empty without a JSON body. */
  readonly bodyDescription: string;
  readonly answerType: string;
  /** Answers 202 to `async: true` in the body, and to nothing else. */
  readonly isDeferrable: boolean;
}

/** The methods of one API class. */
export function describeMethods(
  api: string,
  operations: readonly OperationSpec[],
  models: ReadonlyMap<string, ModelSpec>,
): readonly Method[] {
  const shortNames = findShortNames(api, operations);
  return operations.map((operation) => ({
    ...describeMethod(operation),
    shortName: shortNames.get(operation.id),
    listing: findListing(operation, models),
    bodyDescription: models.get(operation.body?.model ?? "")?.description ?? "",
  }));
}

function describeMethod(
  operation: OperationSpec,
): Omit<Method, "shortName" | "listing" | "bodyDescription"> {
  const plainId = withoutHandler(operation.id);
  const inPath = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
  const pathParameters = operation.parameters
    .filter((parameter) => parameter.in === "path")
    .toSorted((a, b) => inPath.indexOf(a.wireName) - inPath.indexOf(b.wireName));
  const optionParameters = operation.parameters.filter((parameter) => parameter.in !== "path");
  const ownOptions = optionParameters.length > 0 || isBinary(operation.body);
  const answerTypes = new Set(
    [...operation.answers.values()].map(({ model }) => model ?? "undefined"),
  );
  return {
    operation,
    name: camelCase(plainId),
    constant: constantCase(plainId),
    optionsType: ownOptions ? `${pascalCase(plainId)}Options` : "CallOptions",
    pathParameters,
    optionParameters,
    answerType: [...answerTypes].join(" | "),
    isDeferrable:
      operation.answers.has("202") && answerTypes.size > 1 && operation.body?.model !== undefined,
  };
}

export function hasOwnOptions(method: Method): boolean {
  return method.optionsType !== "CallOptions";
}

export function isBinary(body: BodySpec | undefined): boolean {
  return body !== undefined && body.model === undefined;
}
