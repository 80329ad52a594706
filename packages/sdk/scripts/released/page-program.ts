import { join } from "node:path";
import { exportedNames } from "./exported-names.ts";
import { SDK } from "./released-folder.ts";

const FENCE = /^```ts\n(.*?)^```$/gms;
const IMPORT = /^import .*? from ".*";.*\n/gm;

/** What blocks take for granted where no earlier one says it. */
const GIVEN = `declare const id: string;
declare const databaseId: string;
declare const datasetId: string;
declare const resultId: string;
declare const upload: { readonly id: string };
declare const sql: string;
declare const signal: AbortSignal;
declare const destination: WritableStream<Uint8Array>;
`;

/**
 * The TypeScript blocks of a page as one program. Each stands by itself within the first one, so that
 * it knows what that made and may give the same name to something else.
 */
export function pageProgram(markdown: string): string {
  const blocks = [...markdown.matchAll(FENCE)].map(([, code = ""]) => code);
  const imports = new Set(
    blocks.flatMap((code) => [...(code.match(IMPORT) ?? []), ...impliedImports(code)]),
  );
  const [first = "", ...others] = blocks.map((code) => code.replace(IMPORT, ""));
  const givens = GIVEN.split("\n").filter((line) => line !== "");
  return `${joinImports([...imports])}
${givens.join("\n")}
${first}${others.map((body) => `{\n${body}}\n`).join("")}export {};\n`;
}

/** A block that is about something else leaves out the import of, say, the class of an error. */
function impliedImports(code: string): readonly string[] {
  const exported = exportedNames(join(SDK, "src/hotdata.ts"));
  return [...code.matchAll(/\b(?:instanceof|new) (\w+)/g)]
    .map(([, name = ""]) => name)
    .filter((name) => exported.includes(name))
    .map((name) => `import { ${name} } from "hotdata";\n`);
}

/** Imports of one module by several blocks become one. */
function joinImports(imports: readonly string[]): string {
  const names = new Map<string, Set<string>>();
  for (const line of imports) {
    const [, list = "", from = ""] = /^import \{ ?(.*?) ?\} from "(.*)";/.exec(line) ?? [];
    const known = names.get(from) ?? new Set();
    for (const name of list.split(",")) known.add(name.trim());
    names.set(from, known);
  }
  return [...names]
    .map(([from, known]) => `import { ${[...known].join(", ")} } from "${from}";\n`)
    .join("");
}
