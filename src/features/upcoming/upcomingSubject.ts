import type { Cron } from "../../core/server/cron";
import type { TreeNode } from "../../platform/app/treeNode";
import type { Connection } from "../../platform/servers/connections/connection";

/** Some crons of a connection: all, or those of a thread, of an assistant, or one. */
export interface SubjectPart {
  readonly connectionId: string;
  readonly kind: "connection" | "thread" | "assistant" | "cron";
  readonly id: string;
}

/** What a page is about. */
export type UpcomingSubject = readonly SubjectPart[];

/** What these rows of the tree stand for; none for rows without crons. */
export function subjectOf(rows: readonly TreeNode[]): UpcomingSubject {
  const parts = rows.flatMap((row): readonly SubjectPart[] => {
    const connectionId = row.connection.id;
    switch (row.kind) {
      case "connection":
        return [{ connectionId, kind: "connection", id: "" }];
      case "thread":
        return [{ connectionId, kind: "thread", id: row.thread.thread_id }];
      case "assistant":
        return [{ connectionId, kind: "assistant", id: row.assistant.assistant_id }];
      case "cron":
      case "run":
      case "seenRun":
      case "seenOnly":
        return [{ connectionId, kind: "cron", id: row.cron.cron_id }];
      default:
        return [];
    }
  });
  const keys = parts.map((part) => Object.values(part).join(" "));
  return parts.filter((_part, index) => keys.indexOf(keys[index] ?? "") === index);
}

export function isOf({ id, kind }: SubjectPart, cron: Cron): boolean {
  switch (kind) {
    case "connection":
      return true;
    case "thread":
      return cron.thread_id === id;
    case "assistant":
      return cron.assistant_id === id;
    case "cron":
      return cron.cron_id === id;
  }
}

/** The ids by which a page is brought back after a reload of the window. */
export function idsOfSubject(subject: UpcomingSubject): readonly string[] {
  return subject.flatMap(({ connectionId, id, kind }) => [connectionId, kind, id]);
}

export function subjectOfIds(ids: readonly string[]): UpcomingSubject {
  const subject: SubjectPart[] = [];
  for (let at = 0; at + 2 < ids.length; at += 3) {
    const [connectionId = "", kind, id = ""] = ids.slice(at, at + 3);
    if (kind === "connection" || kind === "thread" || kind === "assistant" || kind === "cron") {
      subject.push({ connectionId, kind, id });
    }
  }
  return subject;
}

/** Of a connection that is still there: the parts of the subject that belong to it. */
export function partsOf(subject: UpcomingSubject, { id }: Connection): UpcomingSubject {
  return subject.filter(({ connectionId }) => connectionId === id);
}
