import type { CronRef } from "../../../platform/servers/cronRef";
import type { SubjectView } from "../../../protocol/cronForm";

/** What one form is about: the cron that a submit creates or changes, and the file that is kept in sync. */
export type FormSubject =
  | { readonly kind: "new" }
  /** A new cron with the content of another form; `of`: the name of that form's cron. */
  | { readonly kind: "copy"; readonly of: string }
  /** `file`: a URI as text. */
  | { readonly kind: "spec"; readonly file: string; readonly name: string }
  | { readonly kind: "cron"; readonly cron: CronRef; readonly name: string };

/** Whether both change the same cron. Forms that create a cron each create their own. */
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
