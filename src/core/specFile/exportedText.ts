import type { JsonObject } from "../base/json";
import type { Cron } from "../server/cron";
import { isProtected } from "../server/stored/ownership";
import { type WithoutSecrets, withoutSecrets } from "./withoutSecrets";

/** The text of a new spec file, and what became of texts that look like secrets. */
export interface ExportedText extends Omit<WithoutSecrets, "spec"> {
  readonly text: string;
}

/** Which cron it is, and what it is called. */
export interface ExportedAs {
  readonly cron: Pick<Cron, "metadata">;
  readonly name: string;
  /** The name that the file gives to a spec without one. */
  readonly fileSpecName: string;
}

/**
 * The text of a spec file for one cron, without its secrets. `spec` comes from `exportCron`. A name that is
 * the file's own is not in the text. `taken`: the variables of other specs; those of this one are added.
 */
export function exportedText(
  spec: JsonObject,
  { cron, fileSpecName, name }: ExportedAs,
  taken?: Set<string>,
): ExportedText {
  const { spec: written, ...secrets } = withoutSecrets(spec, name, taken);
  for (const { variable } of secrets.placeholders) taken?.add(variable);
  const whole = {
    ...(fileSpecName === name ? {} : { name }),
    ...(isProtected(cron) ? { protect: true } : {}),
    ...written,
  };
  return { ...secrets, text: `${JSON.stringify(whole, null, 2)}\n` };
}
