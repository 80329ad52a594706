import type { SourceAddress } from "../../../packages/server/src/connectors/connectors.ts";
import type { ProcessConnectors } from "../../../packages/server/src/connectors/process/process-connectors.ts";

/** Reads the table `t` of a schema as it is copied, until its first part is over. */
export async function readPart(
  [connectors, folder]: readonly [ProcessConnectors, string],
  { address, schema }: { readonly address: SourceAddress; readonly schema: string },
  kept: readonly string[],
): Promise<{ readonly mark: string | undefined; readonly stillKept: number }> {
  const signal = AbortSignal.timeout(60_000);
  const tables = await connectors.discover(address, signal);
  const table = tables.find((one) => one.schema === schema && one.table === "t");
  if (table === undefined) throw new Error("no table was discovered");
  const request = { schema, table: "t", columns: table.columns, isCopy: true, kept };
  const spool = { folder, fileBytes: 1_000_000, mayInline: false };
  await using read = await connectors.read(address, { request, spool }, signal);
  for await (const { mark } of read.files()) {
    if (mark !== undefined) return { mark, stillKept: read.stillKept.length };
  }
  return { mark: undefined, stillKept: read.stillKept.length };
}
