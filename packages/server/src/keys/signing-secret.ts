import { randomBytes } from "node:crypto";
import type { Metastore } from "../metastore/open-metastore.ts";

/** The secret of this installation for one purpose; made at the first use, then always the same. */
export async function signingSecret(metastore: Metastore, purpose: string): Promise<Uint8Array> {
  const name = `${purpose}_secret`;
  await metastore
    .insertInto("settings")
    .values({ name, value: randomBytes(32).toString("base64url") })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { value } = await metastore
    .selectFrom("settings")
    .select("value")
    .where("name", "=", name)
    .executeTakeFirstOrThrow();
  return Buffer.from(value, "base64url");
}
