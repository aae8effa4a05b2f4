import { isJsonObject } from "../../../core/base/json";
import { readDialect } from "../../../core/schedule/scheduleDialect";
import { parseServerUrl } from "../../../core/server/address/serverUrl";
import { type Connection, type ConnectionSecrets, noSecrets } from "./connection";

/**
 * Stored connections. An older version, another window or a restored profile may have written them, so invalid ones are
 * skipped instead of stopping the rest.
 */
export function readStoredConnections(stored: unknown): readonly Connection[] {
  const found = new Map<string, Connection>();
  for (const item of Array.isArray(stored) ? stored : []) {
    const connection = readConnection(item);
    if (connection !== undefined && !found.has(connection.id)) {
      found.set(connection.id, connection);
    }
  }
  return [...found.values()];
}

/** Stored secrets; what can't be read counts as missing. */
export function readStoredSecrets(stored: string | undefined): ConnectionSecrets {
  const value = parse(stored ?? "");
  if (!isJsonObject(value)) {
    return noSecrets;
  }
  const headers = isJsonObject(value.headers) ? value.headers : {};
  return {
    ...(typeof value.key === "string" && value.key !== "" ? { key: value.key } : {}),
    headers: Object.fromEntries(
      Object.entries(headers).filter((header): header is [string, string] => typeof header[1] === "string"),
    ),
  };
}

function readConnection(item: unknown): Connection | undefined {
  if (!isJsonObject(item)) {
    return undefined;
  }
  const { id, name, url, headerNames, production, dialect, revision } = item;
  if (typeof id !== "string" || id === "" || typeof name !== "string" || typeof url !== "string") {
    return undefined;
  }
  const normalised = parseServerUrl(url);
  if (!normalised.ok) {
    return undefined;
  }
  return {
    id,
    name: name.trim() === "" ? normalised.value : name,
    url: normalised.value,
    headerNames: Array.isArray(headerNames) ? headerNames.filter((header) => typeof header === "string") : [],
    // A value that can't be read is treated as the safer one.
    production: production !== false,
    dialect: readDialect(dialect),
    revision: typeof revision === "number" ? revision : 0,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
