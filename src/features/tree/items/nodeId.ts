import type { TreeNode } from "../../../platform/app/treeNode";

/**
 * Stable, so that VS Code keeps the expanded and selected rows over a refresh. A search uses other ids, so that its
 * expanded hits don't change what is expanded without a search.
 */
export function nodeId(node: TreeNode, searching: boolean): string {
  const path = [node.connection.id, ...ownPath(node)].join("/");
  return searching ? `search/${path}` : path;
}

function ownPath(node: TreeNode): readonly string[] {
  switch (node.kind) {
    case "connection":
      return [];
    case "thread":
      return ["threads", node.thread.thread_id];
    case "assistants":
    case "otherThreads":
    case "loadMore":
      return [node.kind];
    case "group":
      return ["groups", node.grouping, node.key];
    case "moreRows":
      return [...ownPath(node.of), "more", String(node.shown)];
    case "assistant":
      return ["assistants", node.assistant.assistant_id];
    case "cron":
      return ["crons", node.cron.cron_id];
    case "seenRun":
      return ["crons", node.cron.cron_id, "seen", node.told.run.run_id];
    case "seenOnly":
      return ["crons", node.cron.cron_id, "seenOnly"];
    case "run":
      return ["crons", node.cron.cron_id, node.run.run_id];
  }
}
