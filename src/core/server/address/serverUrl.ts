import { fillMessage } from "../../base/message";
import { fail, ok, type Result } from "../../base/result";

/** Why a text can't be a connection's URL. `{text}` is what the user typed. */
export const serverUrlRefusals = {
  "url.empty": "Enter the URL of an Agent Server, such as http://127.0.0.1:2024.",
  "url.unreadable": "“{text}” is not an address. Enter one like https://example.com or http://127.0.0.1:2024.",
  "url.scheme": "The URL must begin with http:// or https://.",
  "url.user":
    "The URL must not contain a user name or password. Enter the key in the next step, or add a header to the connection.",
  "url.query": "The URL must not contain a query (everything from “?” on).",
  "url.fragment": "The URL must not contain a fragment (everything from “#” on).",
} as const;

export type ServerUrlRefusal = keyof typeof serverUrlRefusals;

/** The refusal in English. `text` is what the user typed; it is not shown if it may contain a password or a token. */
export function serverUrlMessage(refusal: ServerUrlRefusal, text: string): string {
  return fillMessage(serverUrlRefusals[refusal], { text: text.trim() });
}

/** A connection's URL as stored: http(s), lower-case host, no default port, a path allowed, no trailing slash. */
export function parseServerUrl(text: string): Result<string, ServerUrlRefusal> {
  const trimmed = text.trim();
  if (trimmed === "") return fail("url.empty");
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) || !URL.canParse(trimmed)) return fail("url.unreadable");
  const url = new URL(trimmed);
  if (url.protocol !== "http:" && url.protocol !== "https:") return fail("url.scheme");
  if (url.username !== "" || url.password !== "") return fail("url.user");
  if (trimmed.includes("#")) return fail("url.fragment");
  if (trimmed.includes("?")) return fail("url.query");
  return ok(`${url.origin}${url.pathname.replace(/\/+$/, "")}`);
}

/** Scheme, host and port of a connection's URL, which a key belongs to. */
export function originOf(serverUrl: string): string {
  return new URL(serverUrl).origin;
}

/** Whether the URL is on this machine: `localhost`, 127.0.0.0/8 or `[::1]`, in any spelling. */
export function isLoopback(serverUrl: string): boolean {
  const { hostname } = new URL(serverUrl);
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "[::1]" ||
    /^127(?:\.\d+){3}$/.test(hostname)
  );
}
