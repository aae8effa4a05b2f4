import type { RawArguments } from "../../../core/arguments/cronArguments";
import { cronRuns } from "../../../core/schedule/cronRuns";
import { parseSchedule } from "../../../core/schedule/parseSchedule";
import { placeZones } from "../../../core/schedule/words/placeZones";
import { readWords, type WordedSchedule } from "../../../core/schedule/words/readWords";
import { wordsTexts } from "../../../core/schedule/words/wordsProblem";
import type { OfferedSchedule, WordsOffer } from "../../../protocol/scheduleView";
import { formHostTexts } from "../controller/formWords";
import { type PreviewOptions, runningCron } from "./previewSchedule";

const shownRuns = 3;

/** The schedules that typed words can mean, each with what it says, its zone and its next runs. Never throws. */
export async function offerWords(
  raw: RawArguments,
  options: Pick<PreviewOptions, "now" | "describe" | "words" | "dialect">,
): Promise<WordsOffer> {
  const { translate } = options.words;
  const cron = runningCron({ ...raw, enabled: true }, options.dialect);
  const reading = readWords(cron.schedule, placeZones);

  async function offered(worded: WordedSchedule, label: string): Promise<OfferedSchedule> {
    const { schedule, timezone = null } = worded;
    const zone = timezone ?? cron.timezone ?? "UTC";
    const parsed = parseSchedule(schedule, options.dialect);
    const words = parsed.ok ? await options.describe(parsed.value) : "";
    const { runs } = cronRuns({ ...cron, schedule, timezone: zone }, { from: options.now, count: shownRuns });
    const next = runs.map((run) => options.words.moment(run, zone)).join(" · ");
    return { schedule, timezone, label, detail: [words, zone, next].filter((text) => text !== "").join(" – ") };
  }

  switch (reading.kind) {
    case "schedule": {
      const label = translate(formHostTexts.useSchedule, { schedule: reading.schedule });
      return { kind: "offers", question: null, offers: [await offered(reading, label)] };
    }
    case "ask": {
      const { code, args } = reading.problem;
      const label = ({ text, schedule }: { readonly text: string; readonly schedule: string }) =>
        translate(formHostTexts.useMeaning, { text, schedule });
      const offers = await Promise.all(reading.choices.map((choice) => offered(choice, label(choice))));
      return { kind: "offers", question: translate(wordsTexts[code], args), offers };
    }
    case "refused": {
      const { code, args } = reading.problem;
      return { kind: "refused", problem: translate(wordsTexts[code], args) };
    }
  }
}
