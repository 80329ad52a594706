import { camelCase } from "./names.ts";

/**
 * The document with TypeScript names in its texts: `` `next_cursor` `` becomes `` `nextCursor` ``
 * wherever that is a property or a parameter. All else stays as it is.
 */
export function useTypeScriptNames(document: unknown): unknown {
  const names = new Map<string, string>();
  visit(document, (key, value) => {
    if (key === "properties") {
      for (const name of Object.keys(value)) names.set(name, camelCase(name));
    }
    if ("in" in value && typeof Reflect.get(value, "name") === "string") {
      const name = String(Reflect.get(value, "name"));
      names.set(name, camelCase(name));
    }
  });
  return replaceTexts(document, (text) =>
    text.replace(/`([\w-]+)`(?! header)/g, (whole, word: string) => {
      const name = names.get(word);
      return name === undefined ? whole : `\`${name}\``;
    }),
  );
}

/** Calls `see` for every object in a value, with the key that it stands under. */
function visit(value: unknown, see: (key: string, value: object) => void, key = ""): void {
  if (typeof value !== "object" || value === null) return;
  see(key, value);
  for (const [name, member] of Object.entries(value)) visit(member, see, name);
}

function replaceTexts(value: unknown, replace: (text: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => replaceTexts(item, replace));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      typeof member === "string" && (key === "description" || key === "summary")
        ? replace(member)
        : replaceTexts(member, replace),
    ]),
  );
}
