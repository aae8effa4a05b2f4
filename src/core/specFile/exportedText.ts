import type { JsonObject } from "../base/json";
import { type WithoutSecrets, withoutSecrets } from "./withoutSecrets";

/** The text of a new spec file, and what became of texts that look like secrets. */
export interface ExportedText extends Omit<WithoutSecrets, "spec"> {
  readonly text: string;
}

/**
 * The text of a spec file for one cron, without its secrets. `spec` comes from `exportCron`. A name that is
 * the file's own (`fileSpecName`) is not in the text.
 */
export function exportedText(spec: JsonObject, name: string, fileSpecName: string): ExportedText {
  const { spec: written, ...secrets } = withoutSecrets(spec, name);
  const named = fileSpecName === name ? written : { name, ...written };
  return { ...secrets, text: `${JSON.stringify(named, null, 2)}\n` };
}
