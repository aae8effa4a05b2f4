/**
 * A file and everything that it imports before its first line runs.
 * @param {Readonly<import("esbuild").Metafile["outputs"]>} outputs
 * @param {string} file
 * @returns {ReadonlySet<string>}
 */
export const eagerFiles = (outputs, file) => {
  const files = new Set([file]);
  // A loop over a set also visits items added during the loop.
  for (const each of files) {
    for (const { kind, external, path } of outputs[each]?.imports ?? []) {
      if (kind === "import-statement" && external !== true) files.add(path);
    }
  }
  return files;
};
