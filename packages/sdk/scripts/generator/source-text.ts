/** First line of every generated file. */
export const GENERATED_MARK =
  "// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.";

/** The formatter's line width; what does not fit is broken the way the formatter would. */
export const LINE_WIDTH = 100;

/** A TSDoc comment, wrapped to the line width, but for code; nothing for an empty text. */
export function docComment(text: string, indent: string): readonly string[] {
  const safe = text.replaceAll("*/", "*\\/").trim();
  if (safe === "") return [];
  const single = `${indent}/** ${safe} */`;
  if (single.length <= LINE_WIDTH && !safe.includes("\n")) return [single];
  const parts = safe.split(/\n?(^```[^]*?^```$)\n?/m).filter((part) => part !== "");
  const lines = parts.flatMap((part) =>
    part.startsWith("```")
      ? part.split("\n")
      : part.split("\n").flatMap((line) => wrap(line, LINE_WIDTH - indent.length - 3)),
  );
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`];
}

/** `head` + items + `tail` on one line when it fits, else one item a line with a trailing comma. */
export function list(
  head: string,
  items: readonly string[],
  tail: string,
  indent: string,
): readonly string[] {
  const single = `${indent}${head}${items.join(", ")}${tail}`;
  if (single.length <= LINE_WIDTH && !single.includes("\n")) return [single];
  return [
    `${indent}${head.trimEnd()}`,
    ...items.map((item) => `${indent}  ${item},`),
    `${indent}${tail.trimStart()}`,
  ];
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
