import type { CronArguments } from "../../core/arguments/cronArguments";
import { withViewProgress } from "../../platform/host/progress";
import { cronTitle } from "../../platform/words/cronTitle";
import { type ChosenCrons, type CronServices, refsOf } from "./chosenCrons";
import { offerRequest } from "./offerRequest";
import { readSpec } from "./readSpec";

/** The request that would create a cron as it is on the server now. */
export async function copyRequest({ actions, connections }: CronServices, chosen: ChosenCrons): Promise<void> {
  const [ref] = refsOf(chosen);
  if (ref === undefined) return;
  const { cron, name, spec } = await withViewProgress(() => readSpec(actions, ref));
  const { connection } = chosen;
  // Safe: the server has accepted these values.
  const given = spec as unknown as CronArguments;
  await offerRequest(connections, { title: cronTitle(cron), name, arguments: given, connection });
}
