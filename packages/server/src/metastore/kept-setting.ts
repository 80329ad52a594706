import type { Metastore } from "./open-metastore.ts";

/** A value of this installation by its name; made at the first use, then always the same. */
export async function keptSetting(
  metastore: Metastore,
  name: string,
  make: () => string,
): Promise<string> {
  await metastore
    .insertInto("settings")
    .values({ name, value: make() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { value } = await metastore
    .selectFrom("settings")
    .select("value")
    .where("name", "=", name)
    .executeTakeFirstOrThrow();
  return value;
}
