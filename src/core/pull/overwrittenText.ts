import type { JsonObject } from "../base/json";
import type { Cron } from "../server/cron";
import { parseSpecFile } from "../specFile/parseSpecFile";
import { type ServerText, serverText } from "../specFile/serverText";
import { specWithArguments } from "../specFile/specWithArguments";
import { type SecretText, withoutSecrets } from "../specFile/withoutSecrets";

/** A spec file's text with one spec as its cron is on the server. */
export interface OverwrittenText extends ServerText {
  readonly placeholders: readonly SecretText[];
  /** Parameters with texts that look like secrets and where no placeholder works. */
  readonly left: readonly string[];
}

/**
 * The text with the spec of this name as its cron is; comments, other specs and placeholders stay. `exported`: the cron
 * as `exportCron` gives it, for a spec that can't be compared. `taken`: as for
 * `exportedText`. undefined if the text has no such spec.
 */
export function overwrittenText(
  text: string,
  at: { readonly name: string; readonly fileSpecName: string },
  { cron, exported, taken }: { readonly cron: Cron; readonly exported: JsonObject; readonly taken: Set<string> },
): OverwrittenText | undefined {
  const specIn = (of: string) => parseSpecFile(of, at.fileSpecName).specs.find(({ name }) => name === at.name);
  const spec = specIn(text);
  if (spec === undefined) return undefined;
  const written = serverText(text, spec, cron) ?? { text: specWithArguments(text, spec, exported), kept: [] };
  const now = specIn(written.text);
  if (now === undefined) return undefined;
  const { spec: safe, ...secrets } = withoutSecrets(now.arguments, at.name, taken);
  for (const { variable } of secrets.placeholders) taken.add(variable);
  if (secrets.placeholders.length === 0) return { ...written, ...secrets };
  return { ...written, ...secrets, text: specWithArguments(written.text, now, safe) };
}
