import type { CronRef } from "../../../platform/servers/cronRef";
import type { SubjectView } from "../../../protocol/cronForm";

/** What one form is about: what a submit makes or changes, and which file follows it. */
export type FormSubject =
  | { readonly kind: "new" }
  /** A new cron from what another form held; `of`: the name of that one's cron. */
  | { readonly kind: "copy"; readonly of: string }
  /** `file`: a URI as text. */
  | { readonly kind: "spec"; readonly file: string; readonly name: string }
  | { readonly kind: "cron"; readonly cron: CronRef; readonly name: string };

/** Whether both change the same cron. Forms that make one are each about a cron of their own. */
export function isSameSubject(one: FormSubject, other: FormSubject): boolean {
  if (one.kind === "spec" && other.kind === "spec") return one.file === other.file && one.name === other.name;
  return (
    one.kind === "cron" &&
    other.kind === "cron" &&
    one.cron.connectionId === other.cron.connectionId &&
    one.cron.cronId === other.cron.cronId
  );
}

export function subjectView(subject: FormSubject, fileWords: (uri: string) => string): SubjectView {
  switch (subject.kind) {
    case "new":
    case "copy":
      return subject;
    case "spec":
      return { kind: "spec", name: subject.name, file: fileWords(subject.file) };
    case "cron":
      return { kind: "cron", name: subject.name };
  }
}
