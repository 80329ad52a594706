export interface KeyTables {
  api_keys: {
    id: string;
    /** SHA-256 of the key, hex; the key itself is never stored. */
    secret_hash: string;
    /** The only workspace the key may use; null allows every workspace of the server. */
    workspace_id: string | null;
    created_at: string;
  };
}
