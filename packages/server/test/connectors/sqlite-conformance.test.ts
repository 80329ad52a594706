import { conformanceTests } from "./conformance/conformance-tests.ts";
import { sqliteFixture } from "./conformance/sqlite-fixture.ts";

conformanceTests(sqliteFixture);
