import { isJsonObject, type JsonObject } from "../../base/json";

/** Stands where a value is withheld. */
export const withheld = "…";

/** A server can be told to copy a request's headers into `configurable` and so `context`; some of them are keys. */
const headerName = /^(?:x-.*|.*authorization|.*cookie.*|.*api-key)$/i;

export function withoutHeaders(values: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, headerName.test(key) ? withheld : value]),
  );
}

export function configWithoutHeaders(config: JsonObject): JsonObject {
  const { configurable } = config;
  return isJsonObject(configurable) ? { ...config, configurable: withoutHeaders(configurable) } : config;
}

/** Only the names. */
export function withheldValues(values: JsonObject): JsonObject {
  return Object.fromEntries(Object.keys(values).map((key) => [key, withheld]));
}

/** Addresses hold secrets, so only the origin is shown: `https://hooks.example.com/…`. */
export function originOf(webhook: string): string {
  return URL.canParse(webhook) ? `${new URL(webhook).origin}/${withheld}` : withheld;
}
