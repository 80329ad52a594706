import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const DECLARATION =
  /^export (?:abstract |async )?(?:class|interface|type|const|function\*?) (\w+)(?!\w| from)/gm;
const NAMED = /^export (?:type )?\{([^}]*)\}(?: from "[^"]+")?;/gm;
const EVERYTHING = /^export (?:type )?\* from "(\.[^"]+)";/gm;

/** Names that a module of our sources exports, types among them, in the order of the alphabet. */
export function exportedNames(path: string): readonly string[] {
  const text = readFileSync(path, "utf8");
  const declared = [...text.matchAll(DECLARATION)].map(([, name = ""]) => name);
  const named = [...text.matchAll(NAMED)].flatMap(([, list = ""]) =>
    list
      .split(",")
      .map((item) => item.trim().split(" ").at(-1) ?? "")
      .filter((name) => name !== ""),
  );
  const passedOn = [...text.matchAll(EVERYTHING)].flatMap(([, from = ""]) =>
    exportedNames(join(dirname(path), from)),
  );
  return [...new Set([...declared, ...named, ...passedOn])].toSorted();
}
