import { readdirSync } from "node:fs";

/** Files that Linux leaves by default where a process was that ended abnormally. */
export function coreFiles(): string[] {
  return readdirSync(process.cwd()).filter((name) => /^core(\.\d+)?$/.test(name));
}
