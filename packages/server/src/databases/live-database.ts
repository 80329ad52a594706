import { sql } from "kysely";

/** The condition for databases that are there: whole, and not expired, even if not yet removed. */
export function isLiveDatabase() {
  const now = new Date().toISOString();
  return sql<boolean>`databases.state = 'active'
    AND (databases.expires_at IS NULL OR databases.expires_at > ${now})`;
}
