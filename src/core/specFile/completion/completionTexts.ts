/** Help for proposals that no parameter's declaration explains. English templates. */
export const completionTexts = {
  name: "Identifies the cron: a second submit updates the cron of this name. Default: the file's name.",
  protect:
    "true: apply --prune never pauses or deletes the cron, even once its spec is gone. It is not sent as a parameter.",
  cron: "Cron",
  cronHelp: "A cron without a thread of its own: each run gets a new thread.",
  threadCron: "Cron on a thread",
  threadCronHelp: "Each run continues the same thread.",
  fullCron: "Cron with every parameter",
  fullCronHelp: "All parameters; those that you don't need are comments.",
  noThread: "No thread of its own: each run gets a new thread.",
  everyNode: "Every node.",
  someNodes: "Some of the graph's nodes.",
  someValues: "Several of them.",
  tags: "Labels of each run, for finding it.",
  recursionLimit: "How many steps a run may take before it is stopped.",
  configurable: "Values that the graph reads. Can't be combined with context.",
  env: "A variable of VS Code's environment, filled in at submit.",
  secret: "A value from VS Code's secret storage, asked for at the first submit.",
  skeleton: "What the assistant's schema requires.",
} as const;
