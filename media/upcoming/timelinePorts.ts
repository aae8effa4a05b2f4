import type { UpcomingCron } from "../../src/protocol/upcoming";
import type { TickText } from "./backdrop";
import type { Layer, RowMark } from "./rowMarks";

/** What the picture asks of its page. */
export interface TimelinePorts {
  readonly open: (cron: UpcomingCron, mark: RowMark | undefined) => void;
  /** `by`: a share of what is in sight. */
  readonly pan: (by: number) => void;
  readonly zoom: (factor: number, at: number) => void;
  readonly goToNow: () => void;
  readonly words: (cron: UpcomingCron, mark: RowMark) => string;
  /** Why a cron has no coming runs, and how many it has in sight. */
  readonly about: (cron: UpcomingCron) => { readonly note: string; readonly summary: string };
  readonly ticks: (layer: Layer) => readonly TickText[];
  /** What the pointer or the keyboard is at. */
  readonly say: (text: string) => void;
}
