import { checkConformance } from "./checks/check-conformance.ts";
import { mariadbFixture } from "./fixtures/mariadb-fixture.ts";
import { postgresFixture } from "./fixtures/postgres-fixture.ts";
import { MariadbService } from "./services/mariadb.ts";
import { PostgresService } from "./services/postgres.ts";

/** Connections to real servers: PostgreSQL and MariaDB, started here on free ports of this machine. */
async function main(words: readonly string[]): Promise<number> {
  const checks: boolean[] = [];
  const only = words[0];
  if (only !== "mysql") {
    const postgres = await PostgresService.start();
    try {
      checks.push(await checkConformance(postgresFixture(postgres)));
    } finally {
      await postgres.stop();
    }
  }
  if (only !== "postgres") {
    const mariadb = await MariadbService.start();
    try {
      checks.push(await checkConformance(await mariadbFixture(mariadb)));
    } finally {
      await mariadb.stop();
    }
  }
  return checks.every(Boolean) ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
