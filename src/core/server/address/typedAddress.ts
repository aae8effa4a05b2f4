import { fail, type Result } from "../../base/result";
import { isLoopback, parseServerUrl, type ServerUrlRefusal } from "./serverUrl";

/** A host with a port, a path or both: `localhost:2024`, `my.host/path`, `[::1]:2024`. */
const withoutScheme = /^(?:[^\s/:?#@[\]]+|\[[0-9a-f:.]+\])(?::\d{1,5})?(?:[/?#].*)?$/i;

/**
 * Turns a typed address into a connection's URL. Without a scheme it becomes https, or http if the address can only
 * mean this machine or its own network.
 */
export function parseTypedAddress(text: string): Result<string, ServerUrlRefusal> {
  const trimmed = text.trim();
  const strict = parseServerUrl(trimmed);
  if (strict.ok || strict.failure !== "url.unreadable" || trimmed.includes("://")) return strict;
  // Never repeated to the user: it may be a password.
  if (/^[^/?#]*@/.test(trimmed)) return fail("url.user");
  if (!withoutScheme.test(trimmed) || !URL.canParse(`http://${trimmed}`)) return strict;
  const isWord = /^[^.:[]+$/.test(trimmed) && trimmed.toLowerCase() !== "localhost";
  if (isWord && !trimmed.includes("/")) return strict;
  return parseServerUrl(`${schemeFor(trimmed)}://${trimmed}`);
}

function schemeFor(address: string): "http" | "https" {
  const { hostname, port, protocol } = new URL(`http://${address}`);
  if (/:443(?:[/?#]|$)/.test(address)) return "https";
  const plain = isLoopback(`${protocol}//${hostname}`) || isOfOwnNetwork(hostname) || /:80(?:[/?#]|$)/.test(address);
  return plain || (!hostname.includes(".") && port !== "") ? "http" : "https";
}

/** Never public: RFC 1918, link-local, unique local IPv6, and `.local`, `.internal` and `.lan` names. */
function isOfOwnNetwork(hostname: string): boolean {
  return (
    /^(?:0\.0\.0\.0|10(?:\.\d+){3}|192\.168(?:\.\d+){2}|169\.254(?:\.\d+){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2})$/.test(
      hostname,
    ) ||
    /^\[f(?:[cd]|e[89ab])/.test(hostname) ||
    /\.(?:local|internal|lan)$/.test(hostname)
  );
}
