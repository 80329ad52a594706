/** A secret without its value. */
export interface Secret {
  readonly id: string;
  readonly workspaceId: string;
  /** Lower case, unique in its workspace. */
  readonly name: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Which secret of a workspace is meant. */
export type SecretRef = { readonly id: string } | { readonly name: string };
