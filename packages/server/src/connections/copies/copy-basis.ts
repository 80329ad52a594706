import { createHash } from "node:crypto";
import type { SourceAddress } from "../../connectors/connectors.ts";
import type { WritePlan } from "../../lake/lake.ts";
import type { SourceTable } from "../connection.ts";

/** Changes with the source, and with the columns that are read of a table. */
export function readBasisOf({ version }: SourceAddress, { columns }: SourceTable): string {
  return hashOf([version, columns]);
}

/** Changes with what data files of a write have to be like. */
export function writeBasisOf({ columns, basis }: WritePlan): string {
  return hashOf([columns, basis]);
}

function hashOf(facts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(facts)).digest("base64url");
}
