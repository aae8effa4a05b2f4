import type { SpecFindingEntry } from "./specFindingEntry";

/** Findings about a spec on the server it is meant for. */
export const serverFindings = {
  "server.unknown-assistant": {
    severity: "error",
    message: "This server has no assistant “{value}”.",
    help: "spec-file.md#checks-with-a-server",
  },
  "server.unknown-assistant-similar": {
    severity: "error",
    message: "This server has no assistant “{value}”. Did you mean “{suggestion}”?",
    help: "spec-file.md#checks-with-a-server",
  },
  "server.unknown-thread": {
    severity: "error",
    message: "This server has no thread {value}.",
    help: "spec-file.md#checks-with-a-server",
  },
  "server.unknown-node": {
    severity: "warning",
    message: "The assistant's graph has no node “{value}”, so no run stops there.",
    help: "spec-file.md#checks-with-a-server",
  },
  "server.unknown-node-similar": {
    severity: "warning",
    message: "The assistant's graph has no node “{value}”, so no run stops there. Did you mean “{suggestion}”?",
    help: "spec-file.md#checks-with-a-server",
  },
  "server.wrong-type": {
    severity: "warning",
    message: "The assistant's schema expects this type here: {expected}. This is of type {actual}.",
    help: "spec-file.md#checks-with-a-server",
  },
  "server.wrong-choice": {
    severity: "warning",
    message: "The assistant's schema allows only these here: {choices}.",
    help: "spec-file.md#checks-with-a-server",
  },
  "server.missing-key": {
    severity: "warning",
    message: "The assistant's schema requires “{key}” here.",
    help: "spec-file.md#checks-with-a-server",
  },
  "server.unknown-key": {
    severity: "warning",
    message: "The assistant's schema has no “{value}” here: its graph never sees it.",
    help: "spec-file.md#checks-with-a-server",
    at: "key",
  },
  "server.unknown-key-similar": {
    severity: "warning",
    message: "The assistant's schema has no “{value}” here: its graph never sees it. Did you mean “{suggestion}”?",
    help: "spec-file.md#checks-with-a-server",
    at: "key",
  },
} as const satisfies Record<string, SpecFindingEntry>;
