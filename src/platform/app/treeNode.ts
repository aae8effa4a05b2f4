import type { ToldRun } from "../../core/health/toldRun";
import type { Assistant, Cron, Run, Thread } from "../../core/server/cron";
import type { Connection } from "../servers/connections/connection";

/** The rows of the tree. Menus pass them to commands. */
export type TreeNode =
  | { readonly kind: "connection"; readonly connection: Connection }
  | { readonly kind: "thread"; readonly connection: Connection; readonly thread: Thread }
  | { readonly kind: "assistants"; readonly connection: Connection }
  | { readonly kind: "assistant"; readonly connection: Connection; readonly assistant: Assistant }
  /** Crons that the chosen grouping puts together; `key` says by what. */
  | { readonly kind: "group"; readonly connection: Connection; readonly grouping: string; readonly key: string }
  /** Threads without crons. */
  | { readonly kind: "otherThreads"; readonly connection: Connection }
  | { readonly kind: "cron"; readonly connection: Connection; readonly cron: Cron }
  /** `told`: what became of it, as it was when its cron was opened or changed last. */
  | {
      readonly kind: "run";
      readonly connection: Connection;
      readonly cron: Cron;
      readonly run: Run;
      readonly told: ToldRun;
    }
  /** A run that the server has deleted, as it was seen. */
  | {
      readonly kind: "seenRun";
      readonly connection: Connection;
      readonly cron: Cron;
      readonly told: ToldRun;
      readonly tokens: number | null;
    }
  /** Says that a cron's runs are deleted by the server; `none` was seen yet. */
  | { readonly kind: "seenOnly"; readonly connection: Connection; readonly cron: Cron; readonly none: boolean }
  /** Makes the server tell more threads. */
  | { readonly kind: "loadMore"; readonly connection: Connection }
  /** Shows more of the rows below `of`, of which `shown` are drawn and `left` are not. */
  | {
      readonly kind: "moreRows";
      readonly connection: Connection;
      readonly of: TreeNode;
      readonly shown: number;
      readonly left: number;
    };
