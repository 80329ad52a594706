import type { ProfileRequest, TableProfile } from "../../table-profile.ts";
import { engineError } from "../engine-error.ts";
import { interruptible } from "../interruptible.ts";
import type { QuerySession } from "../query-session.ts";
import { profileTable } from "./profile-table.ts";

/** No view is needed: the statements read the scan's files themselves. */
const SCOPE = {
  defaultCatalog: "default",
  defaultSchema: "main",
  tables: [],
  dialect: "duckdb",
  calls: new Set<string>(),
} as const;

/** Profiles a table where queries of its database run, within their limits of memory and disk. */
export async function profileInSession(
  session: QuerySession,
  { scan }: ProfileRequest,
  signal: AbortSignal,
): Promise<TableProfile> {
  try {
    return await session.use(
      SCOPE,
      (connection) =>
        interruptible(connection, signal, () => profileTable(connection, scan, signal)),
      signal,
    );
  } catch (error) {
    throw engineError(error);
  }
}
