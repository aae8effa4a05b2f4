import type { Report, ReportMark } from "../../../src/protocol/report";

const marks = Array.from(
  { length: 20 },
  (_none, index): ReportMark => ({
    tone: index > 16 ? "bad" : index === 9 ? "quiet" : index === 12 ? "warning" : "good",
    label: `Nov ${index + 1}, 9:00 AM`,
    action: index === 9 ? null : `run ${index}`,
  }),
);

/** A report with every kind of block. */
export const everyBlock: Report = {
  about: "Run of daily-report",
  title: "Failed Nov 24, 9:00 AM, after 0.9 s",
  tone: "bad",
  server: { name: "eu.example.com", production: "production" },
  summary: "for Nov 24, 9:00 AM · created 2 s later · node act · 1,240 tokens · assistant agent",
  blocks: [
    { kind: "notice", tone: "warning", text: "The server did not answer." },
    { kind: "code", label: "Error", tone: "bad", text: "ValueError: the CRM answered 401: token expired" },
    {
      kind: "actions",
      actions: [
        { id: "again", label: "Run Again", style: "primary" },
        { id: "refresh", label: "Refresh", style: "secondary" },
        { id: "cron", label: "Show Cron", style: "link" },
      ],
    },
    { kind: "strip", label: "The last runs", marks, text: "last 20 · 85% succeeded · median 2.2 s" },
    {
      kind: "section",
      id: "asks",
      title: "What it asks",
      folded: false,
      blocks: [
        { kind: "text", text: "The graph has stopped at approve." },
        { kind: "check", id: "toggle", label: "Apply this change", isChecked: true },
        {
          kind: "answer",
          id: "answer",
          label: "Answer as JSON",
          help: "The graph gets this value.",
          value: "",
          actions: [{ id: "answer", label: "Send Answer", style: "primary" }],
        },
      ],
    },
    {
      kind: "section",
      id: "more",
      title: "More",
      folded: true,
      blocks: [
        { kind: "facts", facts: [{ label: "Thread", text: "8f0c2b5e-6f0a-4b53-9a86-0d5f5a1c7e21" }] },
        {
          kind: "table",
          caption: "Next runs",
          head: ["Europe/Berlin", "UTC", "Actions"],
          rows: ["Nov 25, 9:00 AM", "Nov 26, 9:00 AM"].map((run) => [
            run,
            run.replace("9:00", "8:00"),
            [
              { id: `open ${run}`, label: "Open", style: "link" },
              { id: `delete ${run}`, label: "Delete…", style: "link" },
            ],
          ]),
        },
        { kind: "live", label: "Output", text: "hello" },
      ],
    },
  ],
};

/** The same report, in another state of its subject. */
export function withBlocks(change: (blocks: Report["blocks"]) => Report["blocks"]): Report {
  return { ...everyBlock, blocks: change(everyBlock.blocks) };
}
