import { duckdbFixture } from "../../packages/server/test/connectors/conformance/duckdb-fixture.ts";
import type { ConformanceFixture } from "../../packages/server/test/connectors/conformance/fixture.ts";
import { sqliteFixture } from "../../packages/server/test/connectors/conformance/sqlite-fixture.ts";
import { checkAborts } from "./checks/check-aborts.ts";
import { checkChaos } from "./checks/check-chaos.ts";
import { checkConformance } from "./checks/check-conformance.ts";
import { checkCutCopies } from "./checks/check-cut-copies.ts";
import { checkJoined } from "./checks/check-joined.ts";
import { checkMariadbParts } from "./checks/check-mariadb-parts.ts";
import { checkPostgresParts } from "./checks/check-postgres-parts.ts";
import { checkPushdown } from "./checks/check-pushdown.ts";
import { checkS3Transfers } from "./checks/check-s3-transfers.ts";
import { checkSameAnswers } from "./checks/check-same-answers.ts";
import { checkSlowCopies } from "./checks/check-slow-copies.ts";
import { mariadbFixture } from "./fixtures/mariadb-fixture.ts";
import { postgresFixture } from "./fixtures/postgres-fixture.ts";
import { s3Fixture } from "./fixtures/s3-fixture.ts";
import { PostgresService } from "./services/postgres.ts";
import { S3Service } from "./services/s3.ts";

const USAGE =
  "one of: postgres, mysql, s3, join, pushdown, same, slow, aborts, chaos, resume; without a word, the first four; " +
  "same=7 for other random statements";

interface Service {
  stop(): Promise<void>;
}

/** Connections to real servers, which are started here on free ports of this machine. */
const CHECKS: Readonly<Record<string, (argument?: string) => Promise<boolean>>> = {
  postgres: () => onPostgres(checkConformance),
  mysql: () => onFixture(mariadbFixture(), checkConformance),
  s3: async () =>
    (await onService(S3Service.start(), s3Fixture, checkConformance)) && (await checkTransfers()),
  join: checkJoined,
  pushdown: checkPushdown,
  same: (seed = "1") => checkSame(Number(seed)),
  slow: checkSlowCopies,
  aborts: checkAborts,
  chaos: checkChaos,
  resume: async () =>
    (await checkCutCopies()) && (await checkPostgresParts()) && (await checkMariadbParts()),
};

const DEFAULT = ["postgres", "mysql", "s3", "join"];

async function main(words: readonly string[]): Promise<number> {
  let isRight = true;
  for (const word of words.length === 0 ? DEFAULT : words) {
    const [name = "", argument] = word.split("=");
    const check = CHECKS[name];
    if (check === undefined) {
      console.error(`unknown check ${word}; ${USAGE}`);
      return 2;
    }
    isRight = (await check(argument)) && isRight;
  }
  return isRight ? 0 : 1;
}

type FixtureCheck = (fixture: ConformanceFixture) => Promise<boolean>;

async function onService<S extends Service>(
  starting: Promise<S>,
  fixtureOf: (service: S) => ConformanceFixture | Promise<ConformanceFixture>,
  check: FixtureCheck,
): Promise<boolean> {
  const service = await starting;
  try {
    return await onFixture(fixtureOf(service), check);
  } finally {
    await service.stop();
  }
}

function onPostgres(check: FixtureCheck): Promise<boolean> {
  return onService(PostgresService.start(), postgresFixture, check);
}

async function onFixture(
  starting: ConformanceFixture | Promise<ConformanceFixture>,
  check: FixtureCheck,
): Promise<boolean> {
  await using fixture = await starting;
  return await check(fixture);
}

async function checkSame(seed: number): Promise<boolean> {
  const check: FixtureCheck = (fixture) => checkSameAnswers(fixture, seed);
  const results = [
    await onPostgres(check),
    await onFixture(mariadbFixture(), check),
    await onFixture(sqliteFixture(), check),
    await onFixture(duckdbFixture(), check),
  ];
  return results.every(Boolean);
}

/** On a store with TLS. */
async function checkTransfers(): Promise<boolean> {
  const service = await S3Service.start({ tls: true });
  try {
    return await checkS3Transfers(service);
  } finally {
    await service.stop();
  }
}

process.exitCode = await main(process.argv.slice(2));
