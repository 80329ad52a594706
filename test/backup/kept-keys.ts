const LIMIT_MS = 10_000;

/** Ways into a server that must work on what is restored of it. */
export interface KeptKeys {
  readonly apiKey: string;
  readonly refreshToken: string;
}

export async function mintToken(url: string, apiKey: string): Promise<KeptKeys> {
  const body = await exchange(url, { grant_type: "api_token", api_token: apiKey });
  return { apiKey, refreshToken: String(body["refresh_token"]) };
}

/** How many of two ways in work: the key, whose hash is stored, and a token signed before. */
export async function countWorking(url: string, keys: KeptKeys): Promise<number> {
  const renewed = { grant_type: "refresh_token", refresh_token: keys.refreshToken };
  const tokens = [keys.apiKey, String((await exchange(url, renewed))["access_token"])];
  let working = 0;
  for (const token of tokens) {
    const { status } = await fetch(`${url}/v1/workspaces`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    if (status === 200) working += 1;
  }
  return working;
}

async function exchange(url: string, fields: Record<string, string>) {
  const response = await fetch(`${url}/v1/auth/jwt`, {
    method: "POST",
    body: new URLSearchParams(fields),
    signal: AbortSignal.timeout(LIMIT_MS),
  });
  return Object.fromEntries(Object.entries(Object(await response.json())));
}
