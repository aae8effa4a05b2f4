import type { FieldMessage } from "../../src/protocol/fieldMessage";
import { messageKey } from "../../src/protocol/messageKey";
import type { Field } from "./field";

/** All messages about the cron, by field: findings of the rules, refusals by the server, errors of the controls. */
export class FieldFindings {
  private findings: readonly FieldMessage[] = [];
  private onServer: readonly FieldMessage[] = [];
  /** Each one stays until its field is changed. */
  private refusals: readonly FieldMessage[] = [];
  /** After the first attempt to submit, untouched fields show their errors too. */
  attempted = false;

  constructor(private readonly fields: ReadonlyMap<string, Field>) {}

  found(messages: readonly FieldMessage[]): void {
    this.findings = messages;
  }

  /** Findings that only the server can make. */
  foundOnServer(messages: readonly FieldMessage[]): void {
    this.onServer = messages;
  }

  refused(messages: readonly FieldMessage[]): void {
    this.refusals = messages;
  }

  changed(name: string): void {
    const others = (messages: readonly FieldMessage[]) => messages.filter(({ path }) => path[0] !== name);
    this.refusals = others(this.refusals);
    this.onServer = others(this.onServer);
  }

  of(field: Field): readonly FieldMessage[] {
    const { name } = field.declaration;
    const reading = field.read();
    const problem = field.documentProblem;
    if (problem !== undefined) return [{ code: "form.unreadable", severity: "error", path: [name], message: problem }];
    if (reading.kind === "unreadable") {
      return [{ code: "form.unreadable", severity: "error", path: [name], message: reading.message }];
    }
    const quiet = reading.kind === "unset" && !field.touched && !this.attempted;
    return [
      ...this.refusals.filter(({ path }) => path[0] === name),
      ...(quiet ? [] : this.known().filter(({ path }) => path[0] === name)),
    ];
  }

  /** About keys that no field shows, and about the cron as a whole. */
  general(): readonly FieldMessage[] {
    const isShown = (name: string) => name === "name" || this.fields.has(name);
    return [...this.refusals, ...this.known()].filter(({ path }) => !isShown(String(path[0] ?? "")));
  }

  /** About the cron's name. */
  ofName(): readonly FieldMessage[] {
    return [...this.refusals, ...this.known()].filter(({ path }) => path[0] === "name");
  }

  /** Warnings in open sections: a user who submits has been able to read them. */
  visible(): ReadonlySet<string> {
    const unfolded = [...this.fields.values()].filter((field) => field.element.closest("details:not([open])") === null);
    return new Set([...unfolded.flatMap((field) => this.of(field)), ...this.general()].map(messageKey));
  }

  fieldsWith(severity: "error" | "warning"): readonly Field[] {
    return [...this.fields.values()].filter((field) => (severity === "error" ? field.errors : field.warnings) > 0);
  }

  /** The findings of the rules, and those of the server that say something else. */
  private known(): readonly FieldMessage[] {
    const said = new Set(this.findings.map(messageKey));
    return [...this.findings, ...this.onServer.filter((message) => !said.has(messageKey(message)))];
  }
}
