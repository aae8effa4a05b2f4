import type { RunningCron } from "../core/schedule/cronRuns";
import type { SeenKind } from "../core/upcoming/seenSpans";
import { type Guard, isCount, isFlag, isNull, isRecord, isText, listOf, oneOf, orNull, shape, tagged } from "./guards";
import type { UpcomingStrings } from "./upcomingStrings";

/** A run that was created. Moments are epoch milliseconds. */
export interface UpcomingRun {
  readonly id: string;
  readonly start: number;
  /** Null while it is not over, and if that is not known. */
  readonly end: number | null;
  readonly kind: SeenKind;
  /** What became of it, in the user's language. */
  readonly words: string;
  /** Its page can be opened. */
  readonly opens: boolean;
}

/** A cron as a row. All texts are in the user's language or come from a server, and are shown as they are. */
export interface UpcomingCron {
  /** Of its server and itself. */
  readonly id: string;
  /** The index of its server. */
  readonly server: number;
  readonly name: string;
  readonly threadId: string | null;
  /** How it is doing. */
  readonly health: string;
  readonly needsAttention: boolean;
  readonly running: RunningCron;
  /** Times without a run: how many, and the first and the last of them. */
  readonly missed: { readonly slots: number; readonly since: number; readonly last: number } | null;
  /** The median of its ended runs, in milliseconds, and of how many that is; null if none is known. */
  readonly takes: { readonly median: number; readonly runs: number } | null;
  /** Those that are known. Null if they were not read. */
  readonly runs: readonly UpcomingRun[] | null;
}

export interface UpcomingServer {
  readonly name: string;
  /** The word for it on a production server. */
  readonly production: string | null;
  /** How many runs it works on at once; null if it does not say. */
  readonly workers: number | null;
  /** Why it can't be asked. */
  readonly problem: string | null;
}

export interface UpcomingView {
  /** What the page is about. */
  readonly title: string;
  /** In which the user reads the clock. */
  readonly zone: string;
  readonly language: string;
  /** The list of crons is still being read. */
  readonly isReading: boolean;
  readonly servers: readonly UpcomingServer[];
  readonly crons: readonly UpcomingCron[];
}

export type UpcomingAct =
  | { readonly kind: "cron"; readonly cron: string }
  | { readonly kind: "run"; readonly cron: string; readonly run: string }
  /** Opens the form of a cron with another schedule, which nobody has submitted yet. */
  | { readonly kind: "edit"; readonly cron: string; readonly schedule: string }
  | { readonly kind: "refresh" };

/** A picture to be written to a file that the user chooses: SVG as text, PNG in base64. */
export interface UpcomingPicture {
  readonly type: "svg" | "png";
  readonly content: string;
}

export interface UpcomingRequests {
  readonly load: {
    readonly params: null;
    readonly reply: { readonly key: string; readonly strings: UpcomingStrings; readonly view: UpcomingView };
  };
  readonly act: { readonly params: UpcomingAct; readonly reply: null };
  /** The past runs of these crons, as far as they are not known; they come with the next event. */
  readonly readRuns: { readonly params: readonly string[]; readonly reply: null };
  readonly save: { readonly params: UpcomingPicture; readonly reply: null };
}

export interface UpcomingEvent {
  readonly event: "changed";
  readonly view: UpcomingView;
}

export interface UpcomingNotice {
  readonly notice: "trouble";
  readonly what: string;
}

/** What VS Code keeps for a page that is unloaded; `view` is the page's own. */
export interface SavedUpcoming {
  readonly key: string;
  readonly view: unknown;
}

const isNumber: Guard<number> = (value): value is number => typeof value === "number" && Number.isFinite(value);

const isRunning = shape<RunningCron>(
  {
    schedule: isText,
    timezone: orNull(isText),
    end_time: orNull(isText),
    enabled: isFlag,
    dialect: oneOf("secondsLast", "secondsFirst"),
  },
  { nextRunDate: orNull(isText) },
);

const isRun = shape<UpcomingRun>({
  id: isText,
  start: isNumber,
  end: orNull(isNumber),
  kind: oneOf("good", "bad", "waits", "busy", "quiet"),
  words: isText,
  opens: isFlag,
});

const isCron = shape<UpcomingCron>({
  id: isText,
  server: isCount,
  name: isText,
  threadId: orNull(isText),
  health: isText,
  needsAttention: isFlag,
  running: isRunning,
  missed: orNull(shape({ slots: isCount, since: isNumber, last: isNumber })),
  takes: orNull(shape({ median: isNumber, runs: isCount })),
  runs: orNull(listOf(isRun)),
});

const isView = shape<UpcomingView>({
  title: isText,
  zone: isText,
  language: isText,
  isReading: isFlag,
  servers: listOf(
    shape<UpcomingServer>({
      name: isText,
      production: orNull(isText),
      workers: orNull(isCount),
      problem: orNull(isText),
    }),
  ),
  crons: listOf(isCron),
});

const isStrings = (value: unknown): value is UpcomingStrings => isRecord(value) && Object.values(value).every(isText);

export const upcomingParamGuards = {
  load: isNull,
  act: tagged<UpcomingAct, "kind">("kind", {
    cron: shape({ kind: oneOf("cron"), cron: isText }),
    run: shape({ kind: oneOf("run"), cron: isText, run: isText }),
    edit: shape({ kind: oneOf("edit"), cron: isText, schedule: isText }),
    refresh: shape({ kind: oneOf("refresh") }),
  }),
  readRuns: listOf(isText),
  save: shape<UpcomingPicture>({ type: oneOf("svg", "png"), content: isText }),
} as const;

export const upcomingReplyGuards = {
  load: shape({ key: isText, strings: isStrings, view: isView }),
  act: isNull,
  readRuns: isNull,
  save: isNull,
} as const;

export const isUpcomingEvent: Guard<UpcomingEvent> = shape<UpcomingEvent>({ event: oneOf("changed"), view: isView });

export const isUpcomingNotice: Guard<UpcomingNotice> = shape<UpcomingNotice>({
  notice: oneOf("trouble"),
  what: isText,
});

export function isSavedUpcoming(value: unknown): value is SavedUpcoming {
  return isRecord(value) && isText(value.key) && Object.hasOwn(value, "view");
}
