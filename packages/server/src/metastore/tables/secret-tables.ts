export interface SecretTables {
  /** Named values that no answer ever shows. */
  secrets: {
    id: string;
    workspace_id: string;
    /** Lower case. */
    name: string;
    /** The resource that it was made for and goes with. */
    made_by: string | null;
    wrapped_key: Uint8Array;
    sealed_value: Uint8Array;
    created_at: string;
    updated_at: string;
  };
  /** Which key protects the secrets: one row, there since the first start. */
  secret_key: {
    only: 1;
    /** Counts the changes of the key. */
    version: number;
    proof: Uint8Array;
    since: string;
  };
}
