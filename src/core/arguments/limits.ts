/** Limits for specs; if a server has its own limit, ours is the same or just below. */
export const limits = {
  /** Characters of a spec file; a longer one isn't parsed. */
  fileLength: 16 * 1024 * 1024,
  /** Characters of one parameter's value as JSON. The server copies it into every run. */
  valueLength: 4 * 1024 * 1024,
  /** Levels of objects and lists in one spec: the Agent Server, and the SDK before it, fail at 254. */
  depth: 240,
  /** Crons of a file. */
  crons: 50_000,
  /** Keys of an object, items of a list. */
  entries: 100_000,
  /** Characters of a name, an id or a node's name. */
  nameLength: 512,
  /** Characters of a webhook's address, as on the Agent Server. */
  webhookLength: 4096,
  /** Mistakes of one kind reported for one value; more would not help and take time. */
  mistakes: 100,
  /** Characters of one header's value; common proxies refuse longer ones. */
  headerLength: 8192,
} as const;
