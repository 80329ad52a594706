import type { ConformanceCase } from "../world.ts";

/** The exchange of a key for a short-lived token. */
export const tokenCase: ConformanceCase = {
  name: "token exchange",
  async run({ client, keys }) {
    const exchange = (status: number, form: Record<string, string>) =>
      client.call("exchange_token", status, {
        key: null,
        body: new URLSearchParams({ client_id: "hotdata-python-sdk", ...form }),
      });
    const minted = await exchange(200, { grant_type: "api_token", api_token: keys.workspace });
    await client.call("list_databases", 200, { key: minted.access_token });
    const refresh = { grant_type: "refresh_token", refresh_token: minted.refresh_token };
    const renewed = await exchange(200, refresh);
    await client.call("list_databases", 200, { key: renewed.access_token });
    await exchange(401, { grant_type: "api_token", api_token: "wrong-key" });
    await exchange(401, { ...refresh, refresh_token: minted.access_token });
    await exchange(400, { grant_type: "password" });
    await exchange(400, { grant_type: "api_token" });
  },
};
