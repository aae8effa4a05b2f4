import type { RawArguments } from "../../arguments/cronArguments";
import { findPlaceholders } from "../../arguments/placeholders";
import type { Finding, Fix } from "../../finding/finding";
import { setTo } from "../../finding/fixes";
import { shown, specFinding } from "../specFinding";
import { type HostKind, hostKind } from "../webhookHost";

const path = ["webhook"];

/** Reports addresses that the server would refuse or can't reach, or that reveal something. */
export function checkWebhook({ webhook }: RawArguments): readonly Finding[] {
  if (typeof webhook !== "string" || webhook.trim() === "" || findPlaceholders(webhook).length > 0) return [];
  // A path alone calls the server itself.
  if (webhook.startsWith("/")) return [specFinding("spec.webhook-own-host", path)];
  const url = parseUrl(webhook);
  if (url === undefined)
    return [specFinding("spec.not-url", path, { args: { key: "webhook" }, fix: asHttps(webhook) })];
  const credentials = url.username === "" && url.password === "" ? [] : [specFinding("spec.webhook-credentials", path)];
  return [...hostFindings[hostKind(url.hostname)](url), ...credentials];
}

const hostFindings: Readonly<Record<HostKind, (url: URL) => readonly Finding[]>> = {
  blocked: ({ hostname }) => [specFinding("spec.webhook-blocked", path, { args: { host: shown(hostname) } })],
  ownHost: () => [specFinding("spec.webhook-own-host", path)],
  private: () => [specFinding("spec.webhook-private", path)],
  public: ({ protocol, href }) =>
    protocol === "http:" ? [specFinding("spec.webhook-not-encrypted", path, { fix: asHttps(href) })] : [],
};

/** The address with https:// in front, if that makes it the address of a public host. */
function asHttps(text: string): Fix | undefined {
  const address = `https://${text.replace(/^(http:)?\/\//i, "")}`;
  const url = parseUrl(address);
  if (url === undefined || !url.hostname.includes(".") || hostKind(url.hostname) !== "public") return undefined;
  return setTo(address);
}

/** The address, if valid as written: `URL` alone would silently fix blanks, tabs and missing slashes. */
function parseUrl(text: string): URL | undefined {
  if (!/^https?:\/\/[^\s/?#]+/i.test(text) || /[\s\p{Cc}\\]/u.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text);
}
