/** What a source is sent in its own language, with the values of filters apart from it. */
export type SqlText = readonly (string | SqlValue)[];

export interface SqlValue {
  readonly value: string | number | bigint | boolean;
}

/** Makes {@link SqlText} of a template; strings that are put in are SQL, not values. */
export function sql(
  strings: TemplateStringsArray,
  ...inserted: readonly (string | SqlValue | SqlText)[]
): SqlText {
  const parts: (string | SqlValue)[] = [];
  for (const [index, text] of strings.entries()) {
    parts.push(text);
    const next = inserted[index];
    if (next === undefined) continue;
    if (typeof next === "string" || !isText(next)) parts.push(next);
    else parts.push(...next);
  }
  return parts.filter((part) => part !== "");
}

export function joinSql(texts: readonly SqlText[], separator: string): SqlText {
  return texts.flatMap((text, index) => (index === 0 ? text : [separator, ...text]));
}

/** @param spell what stands for a value: a placeholder or a literal; `index` counts from 0 */
export function spellSql(
  text: SqlText,
  spell: (value: SqlValue["value"], index: number) => string,
): string {
  let index = 0;
  return text
    .map((part) => (typeof part === "string" ? part : spell(part.value, index++)))
    .join("");
}

/** The values of a text, in the order of their placeholders. */
export function valuesOf(text: SqlText): SqlValue["value"][] {
  return text.flatMap((part) => (typeof part === "string" ? [] : [part.value]));
}

function isText(inserted: SqlValue | SqlText): inserted is SqlText {
  return Array.isArray(inserted);
}
