import type { ClientVersion } from "./client-versions.ts";
import { ensureNewestEnvironment, ensurePinnedEnvironment } from "./python-environment.ts";
import { installedVersion } from "./run-cases.ts";

export interface InstalledClient {
  readonly version: string;
  readonly isGate: boolean;
  readonly python: string;
}

const NEWEST_PACKAGES = ["hotdata[arrow]", "pandas"];

/** One virtual environment per release of the client. */
export async function installClients(
  versions: readonly ClientVersion[],
): Promise<InstalledClient[]> {
  const clients: InstalledClient[] = [];
  for (const { label, isGate, requirements } of versions) {
    const name = `hotdata-${label}`;
    const python =
      requirements === undefined
        ? await ensureNewestEnvironment(name, NEWEST_PACKAGES)
        : await ensurePinnedEnvironment(name, requirements);
    clients.push({ version: await installedVersion(python, "hotdata"), isGate, python });
  }
  return clients;
}
