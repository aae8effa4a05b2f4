/**
 * Maps the text of refusals of Agent Server (0.16.7) and Aegra (0.11.0) to a parameter; the first match counts. The
 * name is `parameter`, or else the first group.
 */
const rules: readonly { readonly words: RegExp; readonly parameter?: string }[] = [
  // JSON schema: `On instance["config"]["tags"]:`
  { words: /On instance\["(\w+)"\]/ },
  { words: /^Invalid cron schedule/, parameter: "schedule" },
  { words: /failed to find next date/i, parameter: "schedule" },
  // Aegra 0.11.0, for six fields.
  { words: /cron schedules are disabled/, parameter: "schedule" },
  { words: /^Invalid timezone/, parameter: "timezone" },
  // An empty zone, or one with dots and slashes, gets Python's own error.
  { words: /^ZoneInfo keys must/, parameter: "timezone" },
  { words: /^Assistant .*not found/, parameter: "assistant_id" },
  { words: /^Invalid assistant ID/, parameter: "assistant_id" },
  { words: /^(?:Graph|No assistant|No graph) .*not found/i, parameter: "assistant_id" },
  { words: /^Thread .*not found/, parameter: "thread_id" },
  { words: /^Invalid thread ID/, parameter: "thread_id" },
  { words: /webhook/i, parameter: "webhook" },
  { words: /Invalid isoformat string|end_time/, parameter: "end_time" },
  { words: /both (?:context and configurable|configurable and context)/i, parameter: "context" },
  { words: /multitask/i, parameter: "multitask_strategy" },
  { words: /^stream_mode /, parameter: "stream_mode" },
];

/** The wire name of the parameter a refusal is about, or null if the text does not tell. */
export function rejectedParameter(detail: string): string | null {
  for (const rule of rules) {
    const match = rule.words.exec(detail);
    if (match !== null) return rule.parameter ?? match[1] ?? null;
  }
  return null;
}
