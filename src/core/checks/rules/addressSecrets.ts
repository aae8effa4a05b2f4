/** Finds addresses in a text, up to where an address can end. */
const address = /\bhttps?:\/\/[^\s"'<>]{4,4000}/gi;

/**
 * Webhooks whose address is the key, because anyone who knows it can post: Slack, Discord, Microsoft Teams and
 * Telegram, and services that start something for every caller.
 */
const hooks: readonly RegExp[] = [
  /^https:\/\/hooks\.slack\.com\/(services|workflows|triggers)\/\w+\/\w+/i,
  /^https:\/\/(\w+\.)?discord(app)?\.com\/api\/(v\d+\/)?webhooks\/\d+\/[\w-]{20,}/i,
  /^https:\/\/[\w.-]+\.webhook\.office\.com\/webhookb2\/\S{20,}/i,
  /^https:\/\/outlook\.office(365)?\.com\/webhook\/\S{20,}/i,
  /^https:\/\/api\.telegram\.org\/bot\d+:[\w-]{20,}/i,
  /^https:\/\/hooks\.zapier\.com\/hooks\/catch\/\d+\/\w+/i,
  /^https:\/\/hook\.([a-z0-9]+\.)?(make|integromat)\.com\/\w{16,}/i,
  /^https:\/\/maker\.ifttt\.com\/trigger\/[^/]+\/(json\/)?with\/key\/[\w-]{10,}/i,
];

const secretKey =
  /^(access_?|auth_?|bearer_?|client_?|private_?|secret_?|x-?)?(token|api-?_?key|key|secret|sig|signature|auth|passw(or)?d|pwd|sas|code)$/i;

/** Looks random; ids of eight characters and plain words do not. */
const randomLooking = /^(?=.*\d)(?=.*[A-Za-z])[\w.~+/=%-]{16,}$/;

export interface AddressOptions {
  /** Whether a user name with a password before the host counts; another rule reports those of a webhook. */
  readonly withUser: boolean;
}

/** Whether a text has an address with a secret: a webhook, a telling query parameter, or a user's password. */
export function hasSecretAddress(text: string, { withUser }: AddressOptions): boolean {
  if (!text.includes("://")) return false;
  return [...text.matchAll(address)].some(([found]) => isSecretAddress(found, withUser));
}

function isSecretAddress(text: string, withUser: boolean): boolean {
  if (hooks.some((hook) => hook.test(text))) return true;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) return false;
  if (withUser && url.password !== "") return true;
  const given = [...url.searchParams, ...new URLSearchParams(url.hash.slice(1))];
  return given.some(([key, value]) => secretKey.test(key) && randomLooking.test(value));
}
