import type { RunDetail } from "../../core/server/runDetail";

/**
 * Where a run's trace is shown. No server tells: LangSmith's page needs the id of a tracing project, of which a run has
 * only the name. `addresses`: by that name, `*` for all others; `{run_id}`, `{thread_id}` and `{project}` are filled in.
 */
export function traceAddress(
  addresses: Readonly<Record<string, unknown>>,
  run: Pick<RunDetail, "langsmith_session_name" | "run_id" | "thread_id">,
): string | null {
  const project = run.langsmith_session_name ?? "";
  const template = Object.hasOwn(addresses, project) ? addresses[project] : addresses["*"];
  if (typeof template !== "string") return null;
  const values: Readonly<Record<string, string>> = { run_id: run.run_id, thread_id: run.thread_id, project };
  const address = template.replaceAll(/\{(run_id|thread_id|project)\}/g, (_all, name: string) =>
    encodeURIComponent(values[name] ?? ""),
  );
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol) ? address : null;
}
