/** A way to something that is loaded when it is first asked for, and once. A load that failed is tried again. */
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
