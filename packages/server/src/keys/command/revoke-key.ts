import { parseArgs } from "node:util";
import { OPERATOR } from "./operator.ts";
import { KeyCommandError, type KeyCommandParts } from "./key-command.ts";

/** Revokes a key; the last one for the whole server only with `--force`. */
export async function revokeKey(
  args: readonly string[],
  { keyManager, keyStore, audit }: KeyCommandParts,
): Promise<string> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { force: { type: "boolean" } },
    allowPositionals: true,
  });
  const [keyId, ...others] = positionals;
  if (keyId === undefined || others.length > 0) {
    throw new KeyCommandError("name one key by its id; `npm run keys -- list` shows the ids");
  }
  const { id, workspaceId } = await keyManager.get(OPERATOR, keyId);
  if (values.force === true) await keyStore.revoke(id, false);
  else await keyManager.revoke(OPERATOR, id);
  await audit.record({
    actor: "command",
    workspaceId,
    operation: "revoke_api_key",
    target: { key_id: id },
    outcome: "succeeded",
  });
  return `revoked ${id}`;
}
