import { findPlaceholders, resolvesPlaceholders } from "../arguments/placeholders";
import type { JsonObject, JsonValue } from "../base/json";
import { replacedAt } from "../base/replacedAt";
import { placeholdersOf } from "../checks/resolvePlaceholders";
import { checkSecrets, isSecretName } from "../checks/rules/checkSecrets";
import type { TextAt } from "../checks/texts";
import { textsOfSpec } from "../checks/textsOfSpec";
import type { ValuePath } from "../finding/finding";

export interface WithoutSecrets {
  readonly spec: JsonObject;
  /** The texts that look like secrets and are placeholders now, such as `${secret:DAILY_WEBHOOK}`. */
  readonly placeholders: readonly SecretText[];
  /** Parameters with texts that look like secrets and where no placeholder works. */
  readonly left: readonly string[];
}

/** A text that looks like a secret, and a name of its own for what stands in its place. */
export interface SecretText {
  readonly path: ValuePath;
  readonly variable: string;
}

/**
 * A spec as it may be shared: what looks like a secret is a placeholder, where one works. Its name begins with the
 * spec's, and is none of `taken`: in a variable that two specs share, one would send the other's secret.
 */
export function withoutSecrets(spec: JsonObject, name: string, taken?: ReadonlySet<string>): WithoutSecrets {
  const placeholders: SecretText[] = [];
  const left = new Set<string>();
  let written: JsonValue = spec;
  for (const secret of secretTexts(spec, name, taken)) {
    const { path, variable } = secret;
    const [parameter] = path.map(String);
    if (parameter !== undefined && resolvesPlaceholders(parameter)) {
      placeholders.push(secret);
      written = replacedAt(written, path, `\${secret:${variable}}`);
    } else left.add(String(parameter));
  }
  return { spec: written as JsonObject, placeholders, left: [...left] };
}

/** Every text of a spec that looks like a secret, or stands in a header or a query under a secret's name. */
export function secretTexts(
  spec: JsonObject,
  name: string,
  others: ReadonlySet<string> = new Set(),
): readonly SecretText[] {
  const texts = textsOfSpec(spec);
  const found = [
    ...checkSecrets(spec, { now: 0, minimumMinutes: 0 }, texts).map(({ path }) => path),
    ...texts.filter(isNamedSecret).map(({ path }) => path),
  ];
  const paths = [...new Map(found.map((path) => [path.join("\0"), path])).values()];
  const taken = new Set([...others, ...placeholdersOf(spec).map((placeholder) => placeholder.name)]);
  return paths.map((path) => {
    const variable = variableName([name, ...path], taken);
    taken.add(variable);
    return { path, variable };
  });
}

const named: readonly string[] = ["headers", "params"];

function isNamedSecret({ parameter, text, path }: TextAt): boolean {
  return (
    named.includes(parameter) && text !== "" && findPlaceholders(text).length === 0 && isSecretName(String(path[1]))
  );
}

/** A name for an environment variable that says what it holds, and is not taken. */
export function variableName(parts: readonly (string | number)[], taken: ReadonlySet<string>): string {
  const words = parts.map((part) =>
    String(part)
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, "_"),
  );
  const plain = words.join("_").replace(/_+/g, "_").replace(/^_|_$/g, "");
  const name = /^[A-Z]/.test(plain) ? plain : `CRON_${plain}`;
  for (let count = 1; ; count += 1) {
    const numbered = count === 1 ? name : `${name}_${count}`;
    if (!taken.has(numbered)) return numbered;
  }
}
