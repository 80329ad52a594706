import type { Metastore } from "../metastore/open-metastore.ts";

/** Whether the server has outside sources at all: where it has none, no statement need ask for them. */
export class KnownConnections {
  #areThere: boolean;

  private constructor(areThere: boolean) {
    this.#areThere = areThere;
  }

  static async open(metastore: Metastore): Promise<KnownConnections> {
    const row = await metastore.selectFrom("connections").select("id").limit(1).executeTakeFirst();
    return new KnownConnections(row !== undefined);
  }

  /** False only if there is none, and none is being made. */
  get areThere(): boolean {
    return this.#areThere;
  }

  /** To be called before a connection is stored. */
  add(): void {
    this.#areThere = true;
  }
}
