import { serve } from "../../../src/protocol/rpc";
import {
  isUpcomingNotice,
  type UpcomingAct,
  type UpcomingNotice,
  type UpcomingPicture,
  type UpcomingRequests,
  type UpcomingView,
  upcomingParamGuards,
} from "../../../src/protocol/upcoming";
import { upcomingStringsIn } from "../../../src/protocol/upcomingStrings";
import type { FormBrowser } from "./formBrowser";
import { type OpenWebview, openWebview, type WebviewOptions } from "./openWebview";
import { opened as now } from "./upcomingViews";

export interface OpenUpcoming extends OpenWebview {
  /** What was opened. */
  readonly acted: readonly UpcomingAct[];
  /** For which crons the page asked. */
  readonly asked: readonly string[];
  readonly saved: readonly UpcomingPicture[];
  change(view: UpcomingView): void;
}

/** Opens the page of coming runs. `act`: what the host does; throws what the page is to show. */
export async function openUpcoming(
  browser: FormBrowser,
  view: UpcomingView,
  options: WebviewOptions = {},
  act: () => Promise<void> = async () => undefined,
): Promise<OpenUpcoming> {
  const acted: UpcomingAct[] = [];
  const asked: string[] = [];
  const saved: UpcomingPicture[] = [];
  let change: (next: UpcomingView) => void = () => undefined;
  const opened = await openWebview(browser, "upcoming", { now, ...options }, (post, problems) => {
    change = (next) => post({ event: "changed", view: next });
    return serve<UpcomingRequests, UpcomingNotice>({
      handlers: {
        load: () => ({ key: "all", strings: upcomingStringsIn((text) => text), view }),
        act: async (what) => {
          acted.push(what);
          await act();
          return null;
        },
        readRuns: (ids) => {
          asked.push(...ids);
          return null;
        },
        save: (picture) => {
          saved.push(picture);
          return null;
        },
      },
      paramGuards: upcomingParamGuards,
      isNotice: isUpcomingNotice,
      onNotice: ({ what }) => problems.push(what),
      post,
      describeFailure: (_request, failure) => (failure instanceof Error ? failure.message : String(failure)),
      onUnknown: (what) => problems.push(what),
    });
  });
  return { ...opened, acted, asked, saved, change: (next) => change(next) };
}
