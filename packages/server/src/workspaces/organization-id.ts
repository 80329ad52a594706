import { createId } from "../ids/create-id.ts";
import { keptSetting } from "../metastore/kept-setting.ts";
import type { Metastore } from "../metastore/open-metastore.ts";

/** The organization that a server is; its id is made at the first start and then stays. */
export function organizationId(metastore: Metastore): Promise<string> {
  return keptSetting(metastore, "organization_id", () => createId("orga"));
}
