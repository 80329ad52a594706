import type { z } from "zod";

/** What the text of a mark says; undefined of one that another release, or another source, has made. */
export function readMark<Model extends z.ZodType>(
  model: Model,
  text: string,
): z.output<Model> | undefined {
  return model.safeParse(parsedJson(text)).data;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
