import { findPlaceholders, resolvesPlaceholders } from "../../arguments/placeholders";
import { specFinding } from "../specFinding";
import type { TextAt } from "../texts";
import { hasSecretAddress } from "./addressSecrets";
import type { Rule } from "./rule";

/** Service keys with a known prefix, and JSON web tokens; bounded, because a token may begin at every hyphen. */
const knownKey =
  /\b(lsv2_(pt|sk)_\w{16,}|sk-[\w-]{20,}|gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abpr]-[\w-]{10,}|AKIA[0-9A-Z]{16}|AIza[\w-]{30,}|eyJ[\w-]{8,500}\.eyJ[\w-]{8})/;

/** The length of the shortest key that `knownKey` finds. */
const shortestSecret = 15;

const secretName = /api-?_?key|secret|token|passw|authori[sz]ation|credential|private-?_?key|cookie/i;
/** Whether what stands under this name is usually secret. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

const randomLooking = /[\w+/=.-]{32,}/;

/** Reports known forms of keys and random text under a telling name; a false alarm is worse than a miss. */
export const checkSecrets: Rule = (_spec, _options, texts) =>
  texts
    .filter(looksSecret)
    .map(({ parameter, path }) =>
      resolvesPlaceholders(parameter)
        ? specFinding("spec.secret-in-plain-text", path, { args: { placeholder: placeholderFor(path) } })
        : specFinding("spec.secret-stored", path, { args: { key: parameter } }),
    );

/** Never secret, however random it looks. */
const ids: readonly string[] = ["schedule", "thread_id", "assistant_id"];

function looksSecret(at: TextAt): boolean {
  const { text } = at;
  if (text.length < shortestSecret || ids.includes(at.parameter) || findPlaceholders(text).length > 0) return false;
  if (knownKey.test(text) || hasSecretAddress(text, { withUser: at.parameter !== "webhook" })) return true;
  if (!/\d/.test(text) || !randomLooking.test(text) || !/[A-Za-z]/.test(text)) return false;
  return at.path.slice(1).some((step) => typeof step === "string" && isSecretName(step));
}

function placeholderFor(path: TextAt["path"]): string {
  const name = String(path.at(-1))
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_");
  return `\${secret:${/^[A-Z]/.test(name) ? name : "NAME"}}`;
}
