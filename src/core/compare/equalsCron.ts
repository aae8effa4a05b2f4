import type { RawArguments } from "../arguments/cronArguments";
import { readCronArguments } from "../checks/checkArguments";
import type { Cron } from "../server/cron";
import { assumeStored } from "./assumeStored";
import { differences } from "./planUpdate";

/**
 * Whether a cron without a name is all that a spec asks for, so that the spec can take it over: also on or paused as the
 * spec says. Placeholders count as equal. `cron` must carry its payload.
 */
export function equalsCron(raw: RawArguments, cron: Cron): boolean {
  if (cron.enabled !== (raw.enabled ?? true)) return false;
  const read = readCronArguments(assumeStored(raw, cron).arguments);
  return read.ok && differences(read.value, cron).length === 0;
}
