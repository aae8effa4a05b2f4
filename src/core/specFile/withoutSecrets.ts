import type { JsonObject, JsonValue } from "../base/json";
import { replacedAt } from "../base/replacedAt";
import { checkSecrets } from "../checks/rules/checkSecrets";
import { textsOfSpec } from "../checks/texts";

export interface WithoutSecrets {
  readonly spec: JsonObject;
  /** The placeholders that stand for texts that look like secrets, such as `${secret:DAILY_WEBHOOK}`. */
  readonly placeholders: readonly string[];
  /** Parameters with texts that look like secrets and where no placeholder works. */
  readonly left: readonly string[];
}

/**
 * A spec as it may be shared: what looks like a secret is a placeholder, where one works. Its name begins with the
 * spec's, so that two files of one folder don't share one by chance.
 */
export function withoutSecrets(spec: JsonObject, name: string): WithoutSecrets {
  const findings = checkSecrets(spec, { now: 0, minimumMinutes: 0 }, textsOfSpec(spec));
  const placeholders: string[] = [];
  const left = new Set<string>();
  let written: JsonValue = spec;
  for (const { code, path } of findings) {
    if (code === "spec.secret-in-plain-text") {
      const placeholder = uniquePlaceholder([name, ...path], placeholders);
      placeholders.push(placeholder);
      written = replacedAt(written, path, placeholder);
    } else left.add(String(path[0]));
  }
  return { spec: written as JsonObject, placeholders, left: [...left] };
}

function uniquePlaceholder(parts: readonly (string | number)[], taken: readonly string[]): string {
  const words = parts.map((part) =>
    String(part)
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, "_"),
  );
  const plain = words.join("_").replace(/_+/g, "_").replace(/^_|_$/g, "");
  const name = /^[A-Z]/.test(plain) ? plain : `CRON_${plain}`;
  for (let count = 1; ; count += 1) {
    const placeholder = `\${secret:${name}${count === 1 ? "" : `_${count}`}}`;
    if (!taken.includes(placeholder)) return placeholder;
  }
}
