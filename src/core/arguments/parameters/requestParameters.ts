import type { Parameter } from "../parameter";

export const requestParameters = [
  {
    name: "headers",
    label: "Headers",
    type: { kind: "headers" },
    required: false,
    serverDefault: null,
    help: "Extra HTTP headers of the request that creates the cron. The server does not keep them for the runs.",
    since: null,
    place: "headers",
    section: "request",
    update: { kind: "notStored" },
    example: { "x-team": "${env:TEAM}" },
  },
  {
    name: "params",
    label: "Query parameters",
    type: { kind: "query" },
    required: false,
    serverDefault: null,
    help: "Extra query parameters of the request that creates the cron, for a proxy in front of the server.",
    since: null,
    place: "query",
    section: "request",
    update: { kind: "notStored" },
    example: { tenant: "acme" },
  },
] as const satisfies readonly Parameter[];
