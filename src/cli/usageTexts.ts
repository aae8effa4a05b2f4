/** How each command is called. */
export const usageTexts = {
  next: `langgraph-crons next SCHEDULE [--timezone ZONE] [--from ISO] [--count N] [--dialect D] [--json]
    The next runs of a schedule, as the Agent Server has them. With --dialect seconds-first,
    as a server has them that takes the first of six fields for the second.
langgraph-crons next --stdin [--dialect D]
    One JSON object a line: {"schedule", "timezone", "from", "count"}; one answer a line.`,
  check: `langgraph-crons check FILE... [--dialect D] [--format human|json|github] [--json]
    What is wrong with spec files (*.cron.json): files, folders with all that are in them,
    or patterns such as "crons/**/*.cron.json". What git ignores is left out of these.`,
  request: `langgraph-crons request FILE [--json]
    The HTTP requests of a first submit.`,
  submit: `langgraph-crons submit FILE... --url URL [--api-key-env NAME] [--dialect D]
                       [--recreate] [--overwrite] [--adopt] [--accept-server-times]
                       [--format human|json|github] [--json]
    Creates the crons of spec files, or updates those that exist.
    --recreate             delete a cron and create it anew where no update can change it
    --overwrite            set back what somebody has changed on the server
    --adopt                take over a cron that is the same, and has no name or one whose file is gone
    --accept-server-times  take the server's times where it reads a schedule at others than we do
    The key is read from the environment variable that --api-key-env names, else from
    LANGGRAPH_API_KEY, LANGSMITH_API_KEY or LANGCHAIN_API_KEY.`,
} as const;

export type CommandName = keyof typeof usageTexts;

const exitCodesText = "Exit codes: 0 done, 1 findings or refused, 2 usage, 3 unreachable.";

/** Of one command, or of all. */
export function usageText(command?: CommandName): string {
  const texts = command === undefined ? Object.values(usageTexts) : [usageTexts[command]];
  const more = command === undefined ? ["langgraph-crons --version"] : [];
  const lines = [...texts, ...more].flatMap((text) => text.split("\n")).map((line) => `  ${line}`);
  return ["Usage:", ...lines, "", exitCodesText].join("\n");
}
