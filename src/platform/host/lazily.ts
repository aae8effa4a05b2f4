/** Loads something on first use, and only once. A load that failed is tried again. */
export function lazily<Part>(load: () => Promise<Part>): () => Promise<Part> {
  let part: Promise<Part> | undefined;
  return () => {
    part ??= load().catch((failure: unknown) => {
      part = undefined;
      throw failure;
    });
    return part;
  };
}
