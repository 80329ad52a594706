import { parseArgs } from "node:util";
import { scopeOf } from "../../http/authorize.ts";
import { type Key, isExpired, principalOf } from "../key.ts";
import { OPERATOR } from "./operator.ts";
import type { KeyCommandParts } from "./key-command.ts";

const HEAD = ["id", "ends with", "scope", "may", "state", "last used", "name"];

/** All keys, newest first, as a table. */
export async function listKeys(
  args: readonly string[],
  { keyManager }: KeyCommandParts,
): Promise<string> {
  parseArgs({ args: [...args], options: {} });
  const rows = [HEAD];
  for await (const key of keyManager.list(OPERATOR)) rows.push(rowOf(key));
  const widths = HEAD.map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function rowOf(key: Key): string[] {
  return [
    key.id,
    key.lastFour ?? "-",
    [scopeOf(principalOf(key)), key.databaseId ?? key.workspaceId ?? ""].join(" ").trim(),
    key.isReadOnly ? "read" : "write",
    stateOf(key),
    key.lastUsedAt?.toISOString() ?? "never",
    key.name,
  ];
}

function stateOf(key: Key): string {
  if (key.revokedAt !== undefined) return "revoked";
  if (isExpired(key)) return "expired";
  return key.expiresAt === undefined ? "works" : `until ${key.expiresAt.toISOString()}`;
}
