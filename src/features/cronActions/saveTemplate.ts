import { type ChosenCrons, type CronParts, distinctTitle, refsOf } from "./chosenCrons";
import { readSpec } from "./readSpec";

/** Keeps a cron, as it is on the server now, as a template for new ones. */
export async function saveTemplate({ actions, forms }: CronParts, chosen: ChosenCrons): Promise<void> {
  const [cron] = chosen.crons;
  const [ref] = refsOf(chosen);
  if (cron === undefined || ref === undefined) return;
  const { name, spec } = await readSpec(actions, ref);
  await forms.saveTemplate(spec, name ?? distinctTitle(cron));
}
