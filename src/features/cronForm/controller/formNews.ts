import type { FormNews } from "./formPorts";
import { type FormRecord, nameOf } from "./formRecord";
import { type FormWords, formHostTexts } from "./formWords";
import type { RestingPhase } from "./phaseAfter";

/** How a submission ended, for a user who doesn't see the form. */
export function endNews(phase: RestingPhase, record: FormRecord, words: FormWords): FormNews {
  const { destination, form } = record;
  const said = phase.kind === "done" ? phase.message : (phase.notice?.message ?? "");
  const args = { name: nameOf(record), server: destination.name, message: said };
  const message = words.translate(formHostTexts.ended, args);
  if (phase.kind === "editing") {
    return { kind: "ended", form, severity: phase.notice?.severity ?? "info", message, cron: null };
  }
  const cron = { connectionId: destination.id, cronId: phase.cronId };
  return { kind: "ended", form, severity: phase.attention ? "warning" : "info", message, cron };
}

/** The message after a form was closed with a draft in it. */
export function keptNews(record: FormRecord, words: FormWords): FormNews {
  const text = record.subject.kind === "spec" ? formHostTexts.keptOfSpec : formHostTexts.kept;
  return { kind: "kept", form: record.form, message: words.translate(text, { name: nameOf(record) }) };
}
