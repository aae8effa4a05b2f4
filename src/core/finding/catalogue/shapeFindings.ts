import type { SpecFindingEntry } from "./specFindingEntry";

/** Findings about single values: missing, of the wrong type, out of bounds. */
export const shapeFindings = {
  "spec.unknown-key": {
    severity: "error",
    message: "“{key}” is not a key of a cron spec.",
    help: "spec-file.md#keys",
    at: "key",
  },
  "spec.unknown-key-similar": {
    severity: "error",
    message: "“{key}” is not a key of a cron spec. Did you mean “{suggestion}”?",
    help: "spec-file.md#keys",
    at: "key",
  },
  "spec.run-key": {
    severity: "error",
    message: "“{key}” is a key of runs, not of crons: no server promises to pass it on, so it isn't sent.",
    help: "spec-file.md#keys",
    at: "key",
  },
  "spec.made-by-server": {
    severity: "error",
    message: "“{key}” is set by the server. Crons are identified by the spec's “name”.",
    help: "spec-file.md#keys",
    at: "key",
  },
  "spec.missing": {
    severity: "error",
    message: "“{key}” is missing.",
    help: "spec-file.md#keys",
  },
  "spec.missing-thread": {
    severity: "error",
    message: "“thread_id” is missing: give a thread's id, or null for a cron without a thread of its own.",
    help: "spec-file.md#thread-and-assistant",
  },
  "spec.null": {
    severity: "error",
    message: "Leave “{key}” out instead of setting it to null: the server refuses null.",
    help: "spec-file.md#keys",
  },
  "spec.empty": {
    severity: "error",
    message: "“{key}” is empty.",
    help: "spec-file.md#keys",
  },
  "spec.not-text": {
    severity: "error",
    message: "“{key}” must be text in double quotes; this is of type {actual}.",
    help: "spec-file.md#keys",
  },
  "spec.not-boolean": {
    severity: "error",
    message: "“{key}” must be true or false; this is of type {actual}.",
    help: "spec-file.md#keys",
  },
  "spec.not-integer": {
    severity: "error",
    message: "“{key}” must be a whole number, of at least {minimum}.",
    help: "spec-file.md#input",
  },
  "spec.not-object": {
    severity: "error",
    message: "“{key}” must be an object { … }; this is of type {actual}.",
    help: "spec-file.md#keys",
  },
  "spec.not-object-or-list": {
    severity: "error",
    message: "“{key}” must be an object, or a list of objects; this is of type {actual}.",
    help: "spec-file.md#input",
  },
  "spec.not-list-of-text": {
    severity: "error",
    message: "“{key}” must be a list of texts.",
    help: "spec-file.md#keys",
  },
  "spec.not-names": {
    severity: "error",
    message: '“{key}” must be a list of node names, or "*" for all nodes.',
    help: "spec-file.md#runs",
  },
  "spec.not-uuid": {
    severity: "error",
    message: "“{value}” is not a thread id. Thread ids are UUIDs, such as 8f0c2b5e-6f0a-4b53-9a86-0d5f5a1c7e21.",
    help: "spec-file.md#thread-and-assistant",
  },
  "spec.not-choice": {
    severity: "error",
    message: "“{key}” can't be “{value}”. It can be {choices}.",
    help: "spec-file.md#keys",
  },
  "spec.not-date-time": {
    severity: "error",
    message: "“{value}” is not a date and time. Write it as 2027-01-01T00:00:00Z.",
    help: "spec-file.md#schedule-and-end",
  },
  "spec.not-url": {
    severity: "error",
    message: "“{key}” must be a full web address that begins with https:// or http://.",
    help: "spec-file.md#webhook",
  },
  "spec.not-query-value": {
    severity: "error",
    message:
      "A query parameter can be text, a number, true, false, null, or a list of these; this is of type {actual}.",
    help: "spec-file.md#headers-and-query",
  },
  "spec.header-name": {
    severity: "error",
    message: "“{name}” is not a valid header name: letters, digits and - _ . ! # $ % & ' * + ^ ` | ~ only.",
    help: "spec-file.md#headers-and-query",
    at: "key",
  },
  "spec.header-value": {
    severity: "error",
    message:
      "A header's value can't have line breaks, control characters, non-ASCII letters, or spaces at its start or end.",
    help: "spec-file.md#headers-and-query",
  },
  "spec.header-reserved": {
    severity: "error",
    message: "The header “{name}” can't be set here: the connection or the request itself sets it.",
    help: "spec-file.md#headers-and-query",
    at: "key",
  },
  "spec.too-long": {
    severity: "error",
    message: "This has {length} characters; the limit for “{key}” is {limit}.",
    help: "spec-file.md#limits",
  },
  "spec.not-finite": {
    severity: "error",
    message: "This number is too large for JSON.",
    help: "spec-file.md#limits",
  },
  "spec.unsafe-number": {
    severity: "warning",
    message: "Whole numbers beyond ±9007199254740991 lose their last digits when sent. Write it as text.",
    help: "spec-file.md#limits",
  },
  "spec.bad-character": {
    severity: "error",
    message: "This contains a NUL or half of a surrogate pair, which servers can't store.",
    help: "spec-file.md#limits",
  },
} as const satisfies Record<string, SpecFindingEntry>;
