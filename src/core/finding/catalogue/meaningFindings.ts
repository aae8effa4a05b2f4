import type { SpecFindingEntry } from "./specFindingEntry";

/** Findings about what a spec would do: values that are valid alone, but wrong, useless or unsafe in their place. */
export const meaningFindings = {
  "spec.on-run-completed-with-thread": {
    severity: "error",
    message: "“on_run_completed” is only for crons without a thread of their own (“thread_id”: null).",
    help: "spec-file.md#thread-and-assistant",
    at: "key",
  },
  "spec.end-without-offset": {
    severity: "error",
    message: "“end_time” needs an offset from UTC, such as Z or +02:00: without it, servers read different times.",
    help: "spec-file.md#schedule-and-end",
  },
  "spec.end-in-the-past": {
    severity: "error",
    message: "“end_time” has passed, so the cron would never run.",
    help: "spec-file.md#schedule-and-end",
  },
  "spec.end-before-first-run": {
    severity: "error",
    message: "“end_time” is before the first run ({first}), so the cron would never run.",
    help: "spec-file.md#schedule-and-end",
  },
  "spec.end-stops-scheduler": {
    severity: "warning",
    message:
      "“langgraph dev” can't handle “end_time”: while this cron is on, crons created after it don't run either. Leave it out here, or submit to a deployment.",
    help: "spec-file.md#schedule-and-end",
    at: "key",
  },
  "spec.input-missing": {
    severity: "warning",
    message: "Without “input” every run fails with “EmptyInputError”, unless its thread waits at an interrupt.",
    help: "spec-file.md#input",
  },
  "spec.input-empty": {
    severity: "warning",
    message: "With an empty list as “input” every run fails with “InvalidUpdateError”.",
    help: "spec-file.md#input",
  },
  "spec.context-and-configurable": {
    severity: "error",
    message:
      "With both “context” and “config.configurable” the server accepts the cron but never runs it. Keep “context”.",
    help: "spec-file.md#input",
  },
  "spec.context-never-runs": {
    severity: "error",
    message:
      "Agent Server {version} accepts crons with “context” but never runs them. Use “config.configurable”, or update it.",
    help: "spec-file.md#input",
    at: "key",
  },
  "spec.config-overwritten": {
    severity: "warning",
    message: "The server sets “{key}” in “config.configurable” itself: no run sees this value.",
    help: "spec-file.md#input",
    at: "key",
  },
  "spec.reserved-metadata": {
    severity: "warning",
    message: "The server silently removes “{key}” from “{place}”.",
    help: "spec-file.md#input",
    at: "key",
  },
  "spec.managed-elsewhere": {
    severity: "warning",
    message:
      "Managed Deep Agents manages this cron: its next deploy deletes it and creates it again, without your changes.",
    help: "spec-file.md#input",
    at: "key",
  },
  "spec.stripped-key": {
    severity: "warning",
    message: "The server silently removes “{key}” from “{place}”: the key is reserved.",
    help: "spec-file.md#input",
    at: "key",
  },
  "spec.config-key-similar": {
    severity: "warning",
    message: "“{key}” has no effect in “config”. Did you mean “{suggestion}”?",
    help: "spec-file.md#input",
    at: "key",
  },
  "spec.config-one-up": {
    severity: "warning",
    message: "“{key}” has no effect in “config.configurable”: “{meant}” belongs one level up, in “config”.",
    help: "spec-file.md#input",
    at: "key",
  },
  "spec.own-metadata": {
    severity: "error",
    message: "Metadata keys that begin with “langgraph_crons_” are set by the submit and can't be written here.",
    help: "spec-file.md#input",
    at: "key",
  },
  "spec.interrupt-thread-deleted": {
    severity: "warning",
    message:
      'A run that stops at an interrupt ends there and its thread is deleted, so nobody can view or continue it. Set “on_run_completed” to "keep".',
    help: "spec-file.md#runs",
  },
  "spec.multitask-without-thread": {
    severity: "hint",
    message: "“multitask_strategy” has no effect here: each run has its own thread, which is never busy.",
    help: "spec-file.md#runs",
    at: "key",
  },
  "spec.reject-skips-runs": {
    severity: "warning",
    message:
      'Runs start {apart} apart. With "reject", a run that is due while another is still running is silently dropped.',
    help: "spec-file.md#runs",
  },
  "spec.runs-cut-short": {
    severity: "warning",
    message:
      'Runs start {apart} apart. With "{strategy}" each one stops the one before, so runs that take longer never finish.',
    help: "spec-file.md#runs",
  },
  "spec.runs-pile-up": {
    severity: "info",
    message:
      "Runs start {apart} apart. If they take longer, they pile up on their thread without limit, unless “multitask_strategy” prevents it.",
    help: "spec-file.md#runs",
  },
  "spec.header-not-kept": {
    severity: "hint",
    message:
      "“{name}” is sent with the request that creates the cron, but not with its runs: the server keeps no headers.",
    help: "spec-file.md#headers-and-query",
    at: "key",
  },
  "spec.checkpoint-during-deprecated": {
    severity: "warning",
    message: '“checkpoint_during” is deprecated. “durability” replaces it: "{durability}" means the same.',
    help: "spec-file.md#runs",
    at: "key",
  },
  "spec.checkpoint-during-ignored": {
    severity: "warning",
    message: "“checkpoint_during” is deprecated, and ignored because “durability” is set.",
    help: "spec-file.md#runs",
    at: "key",
  },
  "spec.no-stream-mode": {
    severity: "warning",
    message: "An empty “stream_mode” streams nothing. Leave it out for the server's default.",
    help: "spec-file.md#streaming",
  },
  "spec.too-new": {
    severity: "warning",
    message: "Agent Server {version} ignores “{key}”: it needs {since}.",
    help: "spec-file.md#keys",
    at: "key",
  },
  "spec.webhook-blocked": {
    severity: "error",
    message: "The server never calls this kind of host: {host}.",
    help: "spec-file.md#webhook",
  },
  "spec.webhook-own-host": {
    severity: "warning",
    message: "The server refuses webhooks on its own host unless its operator has allowed them.",
    help: "spec-file.md#webhook",
  },
  "spec.webhook-private": {
    severity: "warning",
    message: "This is a private address. It must be reachable from the server, and its operator may have blocked it.",
    help: "spec-file.md#webhook",
  },
  "spec.webhook-not-encrypted": {
    severity: "warning",
    message: "Results would be sent unencrypted. Use https://.",
    help: "spec-file.md#webhook",
  },
  "spec.webhook-credentials": {
    severity: "warning",
    message: "This address contains a user name or password, which the server stores and shows.",
    help: "spec-file.md#webhook",
  },
  "spec.secret-in-plain-text": {
    severity: "warning",
    message: "This looks like a secret. Files are shared: write it as {placeholder}.",
    help: "spec-file.md#placeholders",
  },
  "spec.secret-stored": {
    severity: "warning",
    message: "This looks like a secret. The server stores “{key}” as it is: everyone who can read its crons sees it.",
    help: "spec-file.md#placeholders",
  },
  "spec.placeholder-malformed": {
    severity: "error",
    message: "A placeholder is written {env} or {secret}, with letters, digits and _ in the name.",
    help: "spec-file.md#placeholders",
  },
  "spec.placeholder-not-here": {
    severity: "warning",
    message: "{placeholder} is sent unchanged: placeholders work only in headers, params, webhook and metadata.",
    help: "spec-file.md#placeholders",
  },
  "spec.env-not-here": {
    severity: "info",
    message: "{placeholder} has no value in this environment: a submit from here would fail.",
    help: "spec-file.md#placeholders",
  },
  "spec.placeholder-unset": {
    severity: "error",
    message: "{placeholder} has no value.",
    help: "spec-file.md#placeholders",
  },
  "spec.placeholder-value": {
    severity: "error",
    message: "The value of {placeholder} is not allowed here. It isn't shown, since it may be secret.",
    help: "spec-file.md#placeholders",
  },
} as const satisfies Record<string, SpecFindingEntry>;
