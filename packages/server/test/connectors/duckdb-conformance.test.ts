import { conformanceTests } from "./conformance/conformance-tests.ts";
import { duckdbFixture } from "./conformance/duckdb-fixture.ts";

conformanceTests(duckdbFixture);
