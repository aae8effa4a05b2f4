import type { Connection } from "../../../platform/servers/connections/connection";
import type { FormPorts } from "./formPorts";
import { destinationOf, type FormRecord, nameOf } from "./formRecord";

/** A form whose submit is done, ready to change its cron again. */
export function sameCron(record: FormRecord, cronId: string): FormRecord {
  const { destination, subject } = record;
  const again = { ...withoutBase(record), done: null };
  if (subject.kind === "spec") return again;
  const cron = { connectionId: destination.id, cronId };
  return { ...again, subject: { kind: "cron", cron, name: nameOf(record) } };
}

/** Another form, with the same draft for a new cron. */
export function anotherCron(record: FormRecord, ports: Pick<FormPorts, "newId" | "newSuffix">): FormRecord {
  const { proposed: _of, ...draft } = record.draft;
  return {
    ...withoutBase(record),
    form: ports.newId(),
    suffix: ports.newSuffix(),
    subject: { kind: "copy", of: nameOf(record) },
    draft: { ...draft, name: "" },
    sentAs: null,
    done: null,
  };
}

/** The same form for another server. An existing cron stays on its server; the form creates another one. */
export function redirected(record: FormRecord, connection: Connection): FormRecord {
  const { subject } = record;
  const destination = destinationOf(connection);
  const leaves = connection.id !== record.destination.id;
  if (!leaves) return { ...record, destination };
  const moved = { ...withoutBase(record), destination, sentAs: null };
  return subject.kind === "cron" ? { ...moved, subject: { kind: "copy", of: subject.name } } : moved;
}

/** What the server has is read anew. */
export function withoutBase({ base: _gone, ...record }: FormRecord): FormRecord {
  return record;
}
