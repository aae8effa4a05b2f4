import type { Parameter } from "../parameter";

export const targetParameters = [
  {
    name: "thread_id",
    label: "Thread",
    type: { kind: "uuidOrNull" },
    required: true,
    serverDefault: null,
    help: "The thread that every run continues. With null the cron has no thread of its own: each run gets a new one.",
    since: null,
    place: "path",
    section: "where",
    update: { kind: "recreate" },
    example: "8f0c2b5e-6f0a-4b53-9a86-0d5f5a1c7e21",
  },
  {
    name: "assistant_id",
    label: "Assistant",
    type: { kind: "text" },
    required: true,
    serverDefault: null,
    help: "The assistant's id, or the name of a graph, which means the first assistant created from it.",
    since: null,
    place: "body",
    section: "what",
    update: { kind: "recreate" },
    example: "agent",
  },
  {
    name: "on_run_completed",
    label: "After each run",
    type: {
      kind: "choice",
      values: [
        {
          value: "keep",
          label: "Keep it",
          help: "Keep the run's thread. Kept threads add up until somebody deletes them.",
        },
        { value: "delete", label: "Delete it", help: "Delete the run's thread, and with it the run and its result." },
      ],
    },
    required: false,
    serverDefault: "delete",
    help: "What happens to the thread that each run creates. Only for a cron without a thread of its own.",
    since: "0.5.18",
    place: "body",
    section: "where",
    update: { kind: "patch", clear: { value: "delete" } },
    withoutThreadOnly: true,
    example: "keep",
  },
] as const satisfies readonly Parameter[];
