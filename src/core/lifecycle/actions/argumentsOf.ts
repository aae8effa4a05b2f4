import type { CronArguments } from "../../arguments/cronArguments";
import { cronToArguments } from "../../compare/cronToArguments";
import type { Cron } from "../../server/cron";
import { markedMetadata } from "../../server/stored/keyMark";

/**
 * The arguments and the name with which a submission makes the same cron again. Of the metadata only what a submit has
 * set is asked for; everything else is taken over as foreign (`createOnce`). `headers` and `params`
 * are missing, since no server returns them. `cron` must carry its payload.
 */
export function argumentsOf(cron: Cron): { readonly name: string | null; readonly arguments: CronArguments } {
  const { name, arguments: given } = cronToArguments(cron);
  const marked = Object.entries(markedMetadata(cron.metadata)).filter(([, value]) => value !== null);
  // Safe: the server has accepted these values.
  return { name, arguments: { ...given, metadata: Object.fromEntries(marked) } as unknown as CronArguments };
}
