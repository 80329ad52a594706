const FENCE = /^```ts\n(.*?)^```$/gms;
const IMPORT = /^import .*? from ".*";\n/gm;

/** What blocks take for granted where no earlier one says it. */
const GIVEN = `declare const id: string;
declare const datasetId: string;
declare const resultId: string;
declare const sql: string;
declare const signal: AbortSignal;
`;

/**
 * The TypeScript blocks of a page as one program. Each is within the one before it, so that it knows
 * what that made and may give the same name to something else.
 */
export function pageProgram(markdown: string): string {
  const blocks = [...markdown.matchAll(FENCE)].map(([, code = ""]) => code);
  const imports = new Set(blocks.flatMap((code) => code.match(IMPORT) ?? []));
  const bodies = blocks.map((code) => code.replace(IMPORT, ""));
  const givens = GIVEN.split("\n").filter((line) => line !== "");
  return `${joinImports([...imports])}
${givens.join("\n")}
${bodies.map((body) => `{\n${body}`).join("")}${"}\n".repeat(bodies.length)}export {};\n`;
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
