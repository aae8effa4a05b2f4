import { parameters } from "../src/core/arguments/parameters";
import { ownershipKeys, planActions } from "../src/core/plan/plannedChange";
import { pruneSteps } from "../src/core/plan/planPrune";
import { planFormat } from "../src/core/plan/savedPlan";

const text = { type: "string" };
const count = { type: "integer", minimum: 0 };
const orNull = (type: string) => ({ type: [type, "null"] });
const counted = ["create", "update", "recreate", "adopt", "delete", "conflict", "invalid", "unchanged"];
const position = object({ line: count, character: count });

/** The JSON schema (draft-07) of what `langgraph-crons plan --json` prints and `--out` writes. */
export function planSchema() {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "A plan of Crons for LangGraph",
    description: "What a submit of spec files would change on a server.",
    ...object({
      format: { const: planFormat, description: "The version of this form." },
      target: object({
        url: { ...text, description: "The address of the server." },
        version: { ...text, description: "The server's version." },
        environment: { ...orNull("string"), description: "The environment of --env; null with --url." },
      }),
      set: { ...orNull("string"), description: "The set that the crons belong to; null without one." },
      request: {
        ...object({
          paths: { type: "array", items: text, description: "The spec files and folders, from the working folder." },
          dialect: { ...orNull("string"), description: "The word of --dialect; null without it." },
          grace: { ...orNull("string"), description: "The time of --grace; null without --prune." },
        }),
        description: "How the plan was asked for: apply makes it again and compares.",
      },
      changes: { type: "array", items: change() },
      summary: {
        ...object(Object.fromEntries(counted.map((word) => [word, count]))),
        description: "How many changes have each action; pause and resume count as update, nothing as unchanged.",
      },
    }),
  };
}

function change() {
  return object({
    name: { ...text, description: "The spec's name." },
    file: { ...orNull("string"), description: "The spec file; null for a cron whose spec is gone." },
    action: {
      oneOf: Object.entries(planActions).map(([action, description]) => ({ const: action, description })),
    },
    cron_id: { ...orNull("string"), description: "The cron on the server; null if there is none, or several." },
    keys: {
      type: "array",
      description:
        "What the action changes: parameters, and the set and the protection of the cron. Secrets in their values are withheld.",
      items: object({
        key: { enum: [...parameters.map(({ name }) => name), ...ownershipKeys] },
        before: { description: "The value on the server; null if it has none." },
        after: { description: "The value in the spec; null if it has none." },
      }),
    },
    because: { ...orNull("string"), description: "Why it is this action, where that needs words." },
    runsPerMonth: {
      ...object({ before: orNull("integer"), after: orNull("integer") }),
      description: "The runs in the 30 days after the plan; null if nobody can know.",
    },
    prune: {
      enum: [...pruneSteps, null],
      description:
        "For a cron whose spec is gone, what happens now: it is paused or deleted, waits until it is deleted, or is kept. Else null.",
    },
    deleteFrom: {
      ...orNull("string"),
      description: "From this moment on (ISO 8601, UTC) an apply deletes the cron; null if none does.",
    },
    spec: { ...orNull("string"), description: "A hash of the spec as the environment has it; null without one." },
    was: { ...orNull("string"), description: "A hash of the cron as it was on the server; null without one." },
    findings: {
      type: "array",
      description: "As check prints them, with what only the server knows.",
      items: object({
        file: { ...text, description: "Where it can be corrected: the spec file, or the file of the environments." },
        code: text,
        severity: { enum: ["error", "warning", "info", "hint"] },
        message: text,
        path: { type: "array", items: { type: ["string", "integer"] } },
        range: object({ start: position, end: position }),
      }),
    },
  });
}

/** An object with exactly these keys. */
function object(properties: Readonly<Record<string, unknown>>) {
  return { type: "object", required: Object.keys(properties), additionalProperties: false, properties };
}
