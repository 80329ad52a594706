import type { Random } from "../../crash/random.ts";
import type { FuzzContract, FuzzOperation, Parameter } from "../contract/fuzz-contract.ts";
import type { Json } from "../contract/schema.ts";
import type { Header } from "../wire/raw-request.ts";
import type { Draft } from "./draft.ts";
import { ValueGenerator } from "./generate-value.ts";
import { knownName, type KnownValues, type Place } from "./known-values.ts";
import { sampleText } from "./sample-files.ts";

export interface DraftMakerOptions {
  readonly contract: FuzzContract;
  readonly random: Random;
  readonly known: KnownValues;
  readonly apiKey: string;
  readonly workspaceId: string;
}

/** Most ids of a request should be of one database; some may well be mixed. */
const MIXED_SHARE = 0.04;
/** So often a further id, such as one in the body, belongs to what the path names. */
const OWN_SHARE = 0.85;

/** Makes requests that the contract allows, with values that exist as far as they are known. */
export class DraftMaker {
  readonly #options: DraftMakerOptions;

  constructor(options: DraftMakerOptions) {
    this.#options = options;
  }

  /** @param place where ids and names are taken from; chosen among the known ones when left out */
  make(operation: FuzzOperation, place = this.#choosePlace(operation)): Draft {
    const { random, contract } = this.#options;
    const used = new Map<string, string>();
    const pathNames = new Set(pathNamesOf(operation));
    const take = (name: string): string | undefined => {
      const isOwn = pathNames.has(name) || random.next() < OWN_SHARE;
      const own = isOwn ? place.get(name) : undefined;
      const value = own ?? this.#anyKnown(name) ?? place.get(name);
      if (value !== undefined) used.set(name, value);
      return value;
    };
    const generator = new ValueGenerator({ random, resolve: contract.resolve, known: take });
    const path = new Map<string, string>();
    const query: [string, string][] = [];
    const headers: Header[] = [...this.standardHeaders(operation)];
    for (const parameter of operation.parameters) {
      if (parameter.in === "path") {
        path.set(parameter.name, this.#pathValue(operation, parameter, take, generator));
      } else if (parameter.required === true || random.next() < 0.3) {
        const value = this.#otherValue(parameter, take, generator);
        if (parameter.in === "query") query.push([parameter.name, value]);
        else headers.push([parameter.name, value.replaceAll(/[^\x20-\x7e]/g, "_")]);
      }
    }
    const content = this.#content(operation, generator);
    return { operation, path, query, headers, ...content, used: pathPlace(operation, path, used) };
  }

  /** Whether there is something that the operation's path can name. */
  knowsPathOf(operation: FuzzOperation): boolean {
    const { known } = this.#options;
    return pathNamesOf(operation).every((name) => known.placesWith(name).length > 0);
  }

  standardHeaders(operation: FuzzOperation): Header[] {
    const { apiKey, workspaceId } = this.#options;
    const headers: Header[] = [["host", "127.0.0.1"]];
    if (operation.needsKey) headers.push(["authorization", `Bearer ${apiKey}`]);
    if (operation.needsWorkspace) headers.push(["x-workspace-id", workspaceId]);
    return headers;
  }

  #content(operation: FuzzOperation, generator: ValueGenerator) {
    const { random } = this.#options;
    if (operation.body === undefined) return { body: undefined, bytes: undefined };
    const { contentType, schema } = operation.body;
    if (/json|form/.test(contentType)) {
      return { body: generator.value(schema, ""), bytes: undefined };
    }
    return { body: undefined, bytes: Buffer.from(sampleText(random)) };
  }

  #pathValue(
    operation: FuzzOperation,
    { name, schema }: Parameter,
    take: (name: string) => string | undefined,
    generator: ValueGenerator,
  ): string {
    return take(knownName(operation.path, name)) ?? textOf(generator.value(schema, name));
  }

  #otherValue(
    parameter: Parameter,
    take: (name: string) => string | undefined,
    generator: ValueGenerator,
  ): string {
    const field = parameter.name.toLowerCase().replaceAll("-", "_");
    if (/_id$|token|cursor/.test(field)) {
      for (const name of shorterNames(field)) {
        const value = take(name);
        if (value !== undefined) return value;
      }
    }
    const described = { description: parameter.description ?? "", ...parameter.schema };
    return textOf(generator.value(described, field));
  }

  #anyKnown(name: string): string | undefined {
    const places = this.#options.known.placesWith(name);
    return places.length === 0 ? undefined : this.#options.random.pick(places).get(name);
  }

  /** A place that knows as many of the path's names as can be. */
  #choosePlace(operation: FuzzOperation): Place {
    const { known, random } = this.#options;
    const names = pathNamesOf(operation);
    if (random.next() < MIXED_SHARE) return new Map();
    if (names.length === 0) names.push("database_id", "upload_id", "result_id");
    const wished = headersOf(operation);
    for (const name of names.toReversed()) {
      const scored = known.placesWith(name).map((place) => ({
        place,
        score:
          names.filter((other) => place.has(other)).length +
          wished.filter((header) => knows(place, header)).length,
      }));
      const best = Math.max(...scored.map(({ score }) => score));
      if (scored.length === 0) continue;
      return random.pick(scored.filter(({ score }) => score === best)).place;
    }
    return new Map();
  }
}

function pathNamesOf({ path, parameters }: FuzzOperation): string[] {
  return parameters
    .filter((parameter) => parameter.in === "path")
    .map(({ name }) => knownName(path, name));
}

/** Only what the path names: further values of the body need not go with it. */
function pathPlace(
  operation: FuzzOperation,
  path: ReadonlyMap<string, string>,
  used: Place,
): Place {
  const place = new Map<string, string>();
  for (const [name, value] of path) place.set(knownName(operation.path, name), value);
  const databaseId = used.get("database_id");
  if (place.size === 0 && databaseId !== undefined) place.set("database_id", databaseId);
  return place;
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function headersOf({ parameters }: FuzzOperation): readonly Parameter[] {
  return parameters.filter((parameter) => parameter.in === "header" && parameter.required === true);
}

function knows(place: Place, { name }: Parameter): boolean {
  return shorterNames(name.toLowerCase().replaceAll("-", "_")).some((one) => place.has(one));
}

/** `X-Upload-Finalize-Token` is what an answer calls `finalize_token`. */
function shorterNames(field: string): readonly string[] {
  const parts = field.split("_");
  return parts.map((_, at) => parts.slice(at).join("_"));
}
