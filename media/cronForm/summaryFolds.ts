import type { DraftToCheck, Filled, FormState } from "../../src/protocol/cronForm";
import { CalendarFold } from "./calendarFold";
import type { Host } from "./host";
import { RequestFold } from "./requestFold";
import type { SubmissionView } from "./submissionView";
import { TryFold } from "./tryFold";

interface FoldedForm {
  checked(): DraftToCheck;
  filled(): Promise<Filled>;
}

/** What the summary shows on demand. Each asks the host only while it is open. */
export interface SummaryFolds {
  readonly calendar: CalendarFold;
  readonly request: RequestFold;
  readonly trying: TryFold;
}

export function createSummaryFolds(
  { requestForms, strings, subject }: Pick<FormState, "requestForms" | "strings" | "subject">,
  host: Host,
  form: FoldedForm,
  submission: SubmissionView,
): SummaryFolds {
  const isChange = subject.kind === "spec" || subject.kind === "cron";
  return {
    calendar: new CalendarFold(strings, (monthsAhead) =>
      host.ask("calendar", { arguments: form.checked().arguments, monthsAhead }),
    ),
    request: new RequestFold(strings, requestForms, {
      ask: (as) => host.ask("requestText", { ...form.checked(), form: as }),
      give: async (as, way) => {
        await form.filled();
        return host.ask("giveRequest", { ...form.checked(), form: as, way });
      },
    }),
    trying: new TryFold(strings, isChange ? strings.update : strings.create, {
      start: (onThread) => {
        const started = async () => {
          const { arguments: values, unreadable } = await form.filled();
          return host.ask("startTry", { arguments: values, unreadable, onThread });
        };
        submission.attempt(started());
      },
      cancel: () => submission.attempt(host.ask("cancelTry", null)),
      submit: () => submission.submit(),
    }),
  };
}
