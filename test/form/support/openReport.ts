import {
  isReportNotice,
  type Report,
  type ReportNotice,
  type ReportRequests,
  reportParamGuards,
} from "../../../src/protocol/report";
import { serve } from "../../../src/protocol/rpc";
import type { FormBrowser } from "./formBrowser";
import { type OpenWebview, openWebview, type WebviewOptions } from "./openWebview";

export interface OpenReport extends OpenWebview {
  /** What was pressed, with the text of its answer. */
  readonly acted: readonly (readonly [id: string, text: string | null])[];
  /** Shows another report. */
  change(report: Report): void;
}

/** Opens a report. `act`: what the host does for an action; throws what the page is to show. */
export async function openReport(
  browser: FormBrowser,
  report: Report,
  options: WebviewOptions = {},
  act: (id: string) => Promise<void> = async () => undefined,
): Promise<OpenReport> {
  const acted: [string, string | null][] = [];
  let change: (next: Report) => void = () => undefined;
  const opened = await openWebview(browser, "report", options, (post, problems) => {
    change = (next) => post({ event: "changed", key: "run", report: next });
    return serve<ReportRequests, ReportNotice>({
      handlers: {
        load: () => ({ key: "run", report }),
        act: async ({ id, text }) => {
          acted.push([id, text]);
          await act(id);
          return null;
        },
      },
      paramGuards: reportParamGuards,
      isNotice: isReportNotice,
      onNotice: ({ what }) => problems.push(what),
      post,
      describeFailure: (_request, failure) => (failure instanceof Error ? failure.message : String(failure)),
      onUnknown: (what) => problems.push(what),
    });
  });
  return { ...opened, acted, change: (next) => change(next) };
}
