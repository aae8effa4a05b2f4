import type { Message } from "../../base/message";
import type { ServerProblem, StrangeAnswer } from "./serverProblem";

/** What went wrong with a server, without the final full stop. English templates, which never contain a key. */
export const problemTexts = {
  unreachable: "The server can't be reached ({reason})",
  timeout: "The server did not answer within {seconds} seconds",
  cancelled: "Cancelled",
  keyRefused: "The server refused the key ({status}): {detail}",
  keyRefusedSilently: "The server refused the key ({status})",
  keyMissing: "The server requires a key ({status}): {detail}",
  keyMissingSilently: "The server requires a key ({status})",
  noServer: "There is no Agent Server at {url}: it answers {asked} with {answered}",
  notFound: "Not found on the server: {detail}",
  rejected: "The server refused ({status}): {detail}",
  rejectedSilently: "The server refused ({status}) and gave no reason",
  noCrons: "This server (version {version}) has no cron jobs, like the JavaScript development server",
  moved: "The server redirects to {origin}; nothing was sent there",
  busy: "The server is busy ({status}): {detail}",
  busySilently: "The server is busy ({status})",
  busyForSeconds: "The server is busy ({status}) and asks to wait {seconds} seconds",
  busyForMinutes: "The server is busy ({status}) and asks to wait {minutes} minutes",
  tooLarge: "The server's answer is larger than {megabytes} MB and was not read completely",
  notAgentServer: "The answer is not from an Agent Server: {reason}",
  serverError: "The server failed ({status}): {detail}",
  serverErrorSilently: "The server failed ({status}) and gave no reason",
} as const;

/** What was received instead of an Agent Server's answer. English, used within the sentence above. */
export const strangeAnswerTexts = {
  "web page": "a web page",
  nothing: "nothing",
  "not JSON": "something that is not JSON",
  "not HTTP": "something that is not HTTP",
  "something else": "another service's answer",
  status: "status {status}",
} as const;

/** What the user can do about a problem whose text doesn't say. English templates, one sentence each. */
export const problemAdvice = {
  editor: {
    unreachable: "Check that it is running and that the connection's address is right.",
    timeout: "Try again, or raise the time-out in the settings.",
    unauthorized: "Set a key with Edit Connection.",
    noCrons: "Use the Python development server (langgraph dev) or a deployment.",
    noServer:
      "Check the address: its port, and its path if it has one. langgraph dev listens on http://127.0.0.1:2024.",
    moved: "If that is right, change the connection's address.",
    busy: "Try again later.",
    notAgentServer: "Check the connection's address.",
  },
  commandLine: {
    unreachable: "Is it running, and is --url right?",
    timeout: "Try again later.",
    unauthorized: "Keys come from --api-key-env or LANGGRAPH_API_KEY.",
    noCrons: "Use the Python development server (langgraph dev) or a deployment.",
    noServer: "Is --url right, with its port and path? langgraph dev listens on http://127.0.0.1:2024.",
    moved: "If that is right, use that address for --url.",
    busy: "Try again later.",
    notAgentServer: "Is --url right?",
  },
} as const satisfies Readonly<
  Record<"editor" | "commandLine", Readonly<Partial<Record<ServerProblem["kind"], string>>>>
>;

/** What the user can do about a problem, in English; undefined if its text already says everything. */
export function adviceFor({ kind }: ServerProblem, face: keyof typeof problemAdvice): string | undefined {
  const advice: Readonly<Partial<Record<ServerProblem["kind"], string>>> = problemAdvice[face];
  return advice[kind];
}

/** What went wrong, as a sentence without its full stop. */
export function problemMessage(problem: ServerProblem): Message {
  switch (problem.kind) {
    case "unreachable":
      return { text: problemTexts.unreachable, args: { reason: problem.reason } };
    case "timeout":
      return { text: problemTexts.timeout, args: { seconds: Math.ceil(problem.milliseconds / 1000) } };
    case "cancelled":
      return { text: problemTexts.cancelled };
    case "unauthorized":
      return detailed(problem, problem.keySent ? "keyRefused" : "keyMissing");
    case "noServer": {
      const { url, asked, answered } = problem;
      return {
        text: problemTexts.noServer,
        args: { url, asked, answered: { kind: "messages", messages: [answer(answered)] } },
      };
    }
    case "notFound":
      return { text: problemTexts.notFound, args: { detail: problem.detail } };
    case "rejected":
      // Refused here before sending, so the text is our own.
      return problem.status === 0
        ? { text: "{detail}", args: { detail: problem.detail } }
        : detailed(problem, "rejected");
    case "noCrons":
      return { text: problemTexts.noCrons, args: { version: problem.version } };
    case "moved":
      return { text: problemTexts.moved, args: { origin: problem.origin } };
    case "busy": {
      const { status, retryAfterSeconds: seconds } = problem;
      if (seconds === null) return detailed(problem, "busy");
      return seconds < 120
        ? { text: problemTexts.busyForSeconds, args: { status, seconds } }
        : { text: problemTexts.busyForMinutes, args: { status, minutes: Math.ceil(seconds / 60) } };
    }
    case "tooLarge":
      return { text: problemTexts.tooLarge, args: { megabytes: problem.megabytes } };
    case "notAgentServer":
      return { text: problemTexts.notAgentServer, args: { reason: problem.reason } };
    case "serverError":
      return detailed(problem, "serverError");
  }
}

function answer(answered: StrangeAnswer): Message {
  return typeof answered === "number"
    ? { text: strangeAnswerTexts.status, args: { status: answered } }
    : { text: strangeAnswerTexts[answered] };
}

type Detailed = "keyRefused" | "keyMissing" | "rejected" | "busy" | "serverError";

/** A server, or a gateway in front of it, may refuse without giving a reason. */
function detailed({ status, detail }: { readonly status: number; readonly detail: string }, text: Detailed): Message {
  return detail === ""
    ? { text: problemTexts[`${text}Silently`], args: { status } }
    : { text: problemTexts[text], args: { status, detail } };
}
