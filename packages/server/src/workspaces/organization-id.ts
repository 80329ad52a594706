import { createId } from "../ids/create-id.ts";
import type { Metastore } from "../metastore/open-metastore.ts";

const SETTING = "organization_id";

/** The organization that a server is; its id is made at the first start and then stays. */
export async function organizationId(metastore: Metastore): Promise<string> {
  await metastore
    .insertInto("settings")
    .values({ name: SETTING, value: createId("orga") })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { value } = await metastore
    .selectFrom("settings")
    .select("value")
    .where("name", "=", SETTING)
    .executeTakeFirstOrThrow();
  return value;
}
