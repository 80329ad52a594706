/** A secret without its value. */
export interface Secret {
  readonly id: string;
  readonly workspaceId: string;
  /** Lower case, unique in its workspace. */
  readonly name: string;
  /** The resource that it was made for and goes with; undefined when a caller stored it. */
  readonly madeBy: string | undefined;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Which secret of a workspace is meant. */
export type SecretRef = { readonly id: string } | { readonly name: string };
