import type { FieldMessage } from "../../src/protocol/cronForm";
import type { Field } from "./field";

/** What is to be said about the cron, and where: the rules' findings, the server's refusals, the controls' own errors. */
export class FieldFindings {
  private findings: readonly FieldMessage[] = [];
  /** Each holds until its field is changed. */
  private refusals: readonly FieldMessage[] = [];
  /** From the first attempt on, even what nobody has touched yet is found fault with. */
  attempted = false;

  constructor(private readonly fields: ReadonlyMap<string, Field>) {}

  found(messages: readonly FieldMessage[]): void {
    this.findings = messages;
  }

  refused(messages: readonly FieldMessage[]): void {
    this.refusals = messages;
  }

  changed(name: string): void {
    this.refusals = this.refusals.filter(({ path }) => path[0] !== name);
  }

  of(field: Field): readonly FieldMessage[] {
    const { name } = field.declaration;
    const reading = field.read();
    if (reading.kind === "unreadable") {
      return [{ code: "form.unreadable", severity: "error", path: [name], message: reading.message }];
    }
    const quiet = reading.kind === "unset" && !field.touched && !this.attempted;
    return [
      ...this.refusals.filter(({ path }) => path[0] === name),
      ...(quiet ? [] : this.findings.filter(({ path }) => path[0] === name)),
    ];
  }

  /** About keys that no field shows, and about the cron as a whole. */
  general(): readonly FieldMessage[] {
    return [...this.refusals, ...this.findings].filter(({ path }) => !this.fields.has(String(path[0] ?? "")));
  }

  /** Warnings that can be seen now; whoever submits in spite of these has read them. */
  visible(): ReadonlySet<string> {
    return new Set(
      [...[...this.fields.values()].flatMap((field) => this.of(field)), ...this.general()].map(messageKey),
    );
  }

  fieldsWith(severity: "error" | "warning"): readonly Field[] {
    return [...this.fields.values()].filter((field) => (severity === "error" ? field.errors : field.warnings) > 0);
  }

  /** The fields and keys concerned, by the names that people see. */
  names(severity: "error" | "warning"): string {
    const labels = this.fieldsWith(severity).map((field) => field.declaration.label);
    const keys = this.general().filter((message) => message.severity === severity);
    const all = [...labels, ...keys.map(({ path }) => String(path[0] ?? ""))];
    return new Intl.ListFormat(document.documentElement.lang).format(all);
  }
}

export function messageKey({ code, path }: FieldMessage): string {
  return JSON.stringify([code, path]);
}
