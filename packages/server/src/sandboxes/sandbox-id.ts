import { randomInt } from "node:crypto";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** A new id: `s_` and 8 letters, short because it is also the schema that people write in SQL. */
export function createSandboxId(): string {
  const letters = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]);
  return `s_${letters.join("")}`;
}
