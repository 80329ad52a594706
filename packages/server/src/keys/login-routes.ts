import type { HttpMethod, Operation } from "@hotdata/contract";
import { AccessError } from "../http/access-error.ts";
import { type Route, route } from "../http/route.ts";

/** Where clients begin a log-in by browser. Not part of the API: nothing but a refusal is there. */
const LOGIN_PATHS = [
  ["GET", "/o/authorize"],
  ["GET", "/auth/cli-register"],
  ["POST", "/v1/auth/token"],
] as const;

export function loginRoutes(): Route[] {
  return LOGIN_PATHS.map(([method, path]) =>
    route(loginOperation(method, path), async () => {
      throw new AccessError(
        "login_unsupported",
        "This server has no log-in by browser. Use an API key: set HOTDATA_API_KEY, or pass it to the client.",
      );
    }),
  );
}

function loginOperation(method: HttpMethod, path: `/${string}`) {
  return {
    id: `log_in_at_${path.slice(1).replaceAll(/\W/g, "_")}`,
    api: "AuthApi",
    method,
    path,
    summary: "Refuse a log-in by browser",
    auth: "none",
    responses: {},
  } as const satisfies Operation;
}
