import { notImplemented } from "../http/api-error.ts";
import type { Search } from "./search.ts";

const refuse = async (): Promise<never> => {
  throw notImplemented("This version of the server has sorted indexes only.");
};

/** For a server that has no search process yet. */
export const missingSearch: Pick<Search, "prepare" | "remove" | "find" | "embed"> = {
  prepare: refuse,
  find: refuse,
  embed: refuse,
  remove: async () => undefined,
};
