import type { Kysely } from "kysely";
import { AuditStore } from "../audit/audit-store.ts";
import type { MetastoreTables } from "../metastore/metastore-tables.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import { KeyProofStore } from "./key-proof-store.ts";
import { KeyRotationError } from "./key-rotation-error.ts";
import { type MasterKey, proofOf } from "./master-key.ts";
import { rewrapKey } from "./secret-envelope.ts";

const BATCH_ROWS = 500;

interface Keys {
  readonly from: MasterKey;
  readonly to: MasterKey;
}

/**
 * Encrypts the keys of all secrets with another key of the server, in one transaction; the values
 * stay as they are. Returns how many there are.
 * @throws {KeyRotationError} naming a secret that cannot be decrypted; nothing is changed then.
 */
export function rewrapSecrets(metastore: Metastore, keys: Keys): Promise<number> {
  return metastore.transaction().execute(async (transaction) => {
    let count = 0;
    let lastId = "";
    for (;;) {
      const rows = await listAfter(transaction, lastId);
      for (const row of rows) await rewrapRow(transaction, row, keys);
      count += rows.length;
      lastId = rows.at(-1)?.id ?? lastId;
      if (rows.length < BATCH_ROWS) break;
    }
    await new KeyProofStore(transaction).set(proofOf(keys.to));
    await new AuditStore(transaction).record({
      actor: "command",
      operation: "rotate_secret_key",
      target: { key_version: String(keys.to.version) },
      outcome: "succeeded",
    });
    return count;
  });
}

function listAfter(transaction: Kysely<MetastoreTables>, id: string) {
  return transaction
    .selectFrom("secrets")
    .select(["id", "workspace_id as workspaceId", "name", "wrapped_key"])
    .where("id", ">", id)
    .orderBy("id")
    .limit(BATCH_ROWS)
    .execute();
}

type Row = Awaited<ReturnType<typeof listAfter>>[number];

async function rewrapRow(
  transaction: Kysely<MetastoreTables>,
  row: Row,
  keys: Keys,
): Promise<void> {
  const wrapped_key = rewrapKey(row, row.wrapped_key, keys);
  if (wrapped_key === undefined) {
    throw new KeyRotationError(
      `the secret '${row.name}' of workspace ${row.workspaceId} cannot be decrypted; delete it, or set its value again, and repeat the command. Nothing was changed.`,
    );
  }
  await transaction.updateTable("secrets").set({ wrapped_key }).where("id", "=", row.id).execute();
}
