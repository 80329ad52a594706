import { conformanceTests } from "./conformance/conformance-tests.ts";
import { httpFixture } from "./conformance/http-fixture.ts";

conformanceTests(httpFixture);
