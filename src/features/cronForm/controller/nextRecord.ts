import type { Connection } from "../../../platform/servers/connections/connection";
import type { FormPorts } from "./formPorts";
import { destinationOf, type FormRecord, nameOf } from "./formRecord";

/** A form whose submit is done, ready to change its cron again. */
export function sameCron(record: FormRecord, cronId: string): FormRecord {
  const { destination, subject } = record;
  if (subject.kind === "spec") return { ...record, done: null };
  const cron = { connectionId: destination.id, cronId };
  return { ...record, done: null, subject: { kind: "cron", cron, name: nameOf(record) } };
}

/** Another form, with the same draft for a new cron. */
export function anotherCron(record: FormRecord, ports: Pick<FormPorts, "newId" | "newSuffix">): FormRecord {
  const { proposed: _of, ...draft } = record.draft;
  return {
    ...record,
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
  if (leaves && subject.kind === "cron") {
    return { ...record, destination, sentAs: null, subject: { kind: "copy", of: subject.name } };
  }
  return { ...record, destination, ...(leaves ? { sentAs: null } : {}) };
}
