import type { ChosenCrons, CronParts } from "./chosenCrons";
import { distinctTitle, refsOf } from "./chosenCrons";
import { readSpec } from "./readSpec";

/** Opens the form with a copy of a cron, as it is on the server now. Nothing is made until it is submitted. */
export async function duplicateCron({ actions, forms }: CronParts, chosen: ChosenCrons): Promise<void> {
  const [cron] = chosen.crons;
  const [ref] = refsOf(chosen);
  if (cron === undefined || ref === undefined) return;
  const { spec } = await readSpec(actions, ref);
  await forms.openCopy(chosen.connection, spec, distinctTitle(cron));
}
