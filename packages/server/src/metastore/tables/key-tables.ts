import type { Generated } from "kysely";

export interface KeyTables {
  api_keys: {
    id: string;
    /** SHA-256 of the key, hex; the key itself is never stored. */
    secret_hash: string;
    /** End of the key, to tell keys apart; null when it was made before this was kept. */
    last_four: string | null;
    name: Generated<string>;
    /** The only workspace the key may use; null allows every workspace of the server. */
    workspace_id: string | null;
    /** The only database of that workspace the key may use; null allows all. */
    database_id: string | null;
    read_only: Generated<0 | 1>;
    expires_at: string | null;
    /** Null takes the server's setting; 0 is no limit. */
    rate_limit_per_minute: number | null;
    created_at: string;
    /** Written now and then, not with every request. */
    last_used_at: string | null;
    revoked_at: string | null;
  };
}
