import { randomBytes } from "node:crypto";
import { keptSetting } from "../metastore/kept-setting.ts";
import type { Metastore } from "../metastore/open-metastore.ts";

/** The secret of this installation for one purpose; made at the first use, then always the same. */
export async function signingSecret(metastore: Metastore, purpose: string): Promise<Uint8Array> {
  const make = (): string => randomBytes(32).toString("base64url");
  return Buffer.from(await keptSetting(metastore, `${purpose}_secret`, make), "base64url");
}
