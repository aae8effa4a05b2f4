import type { Finding } from "../../finding";
import type { RawArguments } from "../cronArguments";
import { parameters } from "../parameters";
import { findPlaceholders, placeholderParameters } from "../placeholders";
import { specFinding } from "../specFinding";
import { type TextAt, textsOf } from "../texts";

/** Keys of services that are known by how they begin; and JSON web tokens. */
const knownKey =
  /\b(lsv2_(pt|sk)_\w{16,}|sk-[\w-]{20,}|gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abpr]-[\w-]{10,}|AKIA[0-9A-Z]{16}|AIza[\w-]{30,}|eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+)/;

/** Characters of the shortest key that `knownKey` knows. */
const shortestSecret = 15;

const secretName = /api-?_?key|secret|token|passw|authori[sz]ation|credential|private-?_?key|cookie/i;
const randomLooking = /[\w+/=.-]{32,}/;

/** Texts that look like keys. A false alarm is worse here than a miss: only known shapes, or random text by a telling name. */
export function checkSecrets(spec: RawArguments): readonly Finding[] {
  return parameters.flatMap(({ name }) => {
    if (name === "schedule" || name === "thread_id" || name === "assistant_id") return [];
    const resolves = placeholderParameters.includes(name);
    return textsOf(spec[name], name)
      .filter(looksSecret)
      .map(({ path }) =>
        resolves
          ? specFinding("spec.secret-in-plain-text", path, { args: { placeholder: placeholderFor(path) } })
          : specFinding("spec.secret-stored", path, { args: { key: name } }),
      );
  });
}

function looksSecret(at: TextAt): boolean {
  const { text } = at;
  if (text.length < shortestSecret || findPlaceholders(text).length > 0) return false;
  if (knownKey.test(text)) return true;
  if (!randomLooking.test(text) || !/\d/.test(text) || !/[A-Za-z]/.test(text)) return false;
  return at.path.slice(1).some((step) => typeof step === "string" && secretName.test(step));
}

function placeholderFor(path: TextAt["path"]): string {
  const name = String(path.at(-1))
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_");
  return `\${secret:${/^[A-Z]/.test(name) ? name : "NAME"}}`;
}
