import type { ToldRun } from "../../core/health/toldRun";
import type { Assistant, Cron, Run, Thread } from "../../core/server/cron";
import type { Connection } from "../servers/connections/connection";

/** The rows of the tree. Menus pass them to commands. */
export type TreeNode =
  | { readonly kind: "connection"; readonly connection: Connection }
  | { readonly kind: "thread"; readonly connection: Connection; readonly thread: Thread }
  | { readonly kind: "assistants"; readonly connection: Connection }
  | { readonly kind: "assistant"; readonly connection: Connection; readonly assistant: Assistant }
  /** Crons without a thread of their own. */
  | { readonly kind: "threadlessCrons"; readonly connection: Connection }
  | { readonly kind: "cron"; readonly connection: Connection; readonly cron: Cron }
  /** `told`: what became of it, as it was when its cron was opened or changed last. */
  | {
      readonly kind: "run";
      readonly connection: Connection;
      readonly cron: Cron;
      readonly run: Run;
      readonly told: ToldRun;
    }
  | { readonly kind: "loadMore"; readonly connection: Connection };
