import { conformanceTests } from "./conformance/conformance-tests.ts";
import { hotdataFixture } from "./conformance/hotdata-fixture.ts";

conformanceTests(hotdataFixture);
