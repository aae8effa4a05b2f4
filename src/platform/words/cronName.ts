import type { Cron } from "../../core/server/cron";
import { givenNames } from "../../core/server/stored/givenNames";
import { plainText } from "./plainText";

/** The name that people know: its spec's name, or a name that some other tool wrote to the metadata. */
export function cronName(cron: Cron): string | undefined {
  return givenNames(cron)
    .map((name) => plainText(name))
    .find((name) => name !== "");
}
