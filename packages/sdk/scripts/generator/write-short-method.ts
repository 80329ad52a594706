import type { ListingSpec } from "./listing.ts";
import { hasOwnOptions } from "./method.ts";
import type { Method } from "./method.ts";
import { camelCase } from "./names.ts";
import { docComment, LINE_WIDTH, list } from "./source-text.ts";
import { exampleDoc, parameterDocs, returnsDoc, summaryOf } from "./write-doc.ts";
import { argumentNames, pathParameterTexts, writeSignatures } from "./write-signature.ts";

const PAGING_DOCS = {
  cursorPages: "Fetches page after page as the loop asks for items.",
  offsetPages:
    "Fetches page after page as the loop asks for items. Pages are counted from the start: when items are added or removed meanwhile, some may be missed or come twice.",
  onePage: "The server sends all in one answer.",
} as const;

const LISTING_OPTIONS =
  "Filters; `limit` is the most items in all, `pageSize` the most in one answer; `timeoutMs` holds for each answer.";

/** The method under its short name: it hands over to the long one. */
export function writeShortMethod(api: string, method: Method): readonly string[] {
  const { shortName, listing } = method;
  if (shortName === undefined) return [];
  const lines =
    listing === undefined
      ? writeDelegate(api, method, shortName)
      : writeList(api, method, shortName, listing);
  return [lines.join("\n")];
}

function writeDelegate(api: string, method: Method, name: string): readonly string[] {
  const long = `{@link ${api}.${method.name}}`;
  const call = [...parameterDocs(method, `As of ${long}.`), ...returnsDoc(method)];
  const doc = [
    `${summaryOf(method)} The same as ${long}.`,
    "",
    ...call,
    `@throws {@link ApiException} as ${long} does.`,
    ...exampleDoc(`${api}.${name}`),
  ];
  const delegate = list(`return this.${method.name}(`, argumentNames(method), ");", "    ");
  return [
    ...docComment(doc.join("\n"), "  "),
    ...writeSignatures({ ...method, name }, "optional", call),
    ...delegate,
    "  }",
  ];
}

function writeList(
  api: string,
  method: Method,
  name: string,
  { field, item, paging }: ListingSpec,
): readonly string[] {
  const doc = [
    `${summaryOf(method).replace(" by page", "")} {@link ${api}.${method.name}} returns single answers.`,
    "",
    PAGING_DOCS[paging],
    "",
    ...parameterDocs(method, LISTING_OPTIONS),
    "@returns The items, to loop over or to collect with `toArray()`; nothing is sent before that.",
    `@throws {@link ApiException} as {@link ${api}.${method.name}} does, while it is read.`,
    ...exampleDoc(`${api}.${name}`),
  ];
  const type = hasOwnOptions(method) ? `ListingOptions<${method.optionsType}>` : "ListingOptions";
  const parameters = [...pathParameterTexts(method), `options: ${type} = {}`];
  const path = method.pathParameters.map(({ wireName }) => camelCase(wireName));
  const isPaged = paging !== "onePage";
  const argument = isPaged ? "{ ...options, ...page }" : "options";
  const fetchPage = `${isPaged ? "(page)" : "()"} => this.${method.name}(${[...path, argument].join(", ")})`;
  return [
    ...docComment(doc.join("\n"), "  "),
    ...list(`${name}(`, parameters, `): Listing<${item}> {`, "  "),
    ...writePages(paging, [method.constant, `"${camelCase(field)}"`, fetchPage, "options"]),
    "  }",
  ];
}

function writePages(paging: string, items: readonly string[]): readonly string[] {
  const single = `    return ${paging}(${items.join(", ")});`;
  if (single.length <= LINE_WIDTH) return [single];
  return [`    return ${paging}(`, ...items.map((item) => `      ${item},`), "    );"];
}
