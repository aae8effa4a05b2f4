import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join, parse } from "node:path";
import { transform } from "esbuild";
import { eagerFiles } from "./eagerFiles.mjs";

/** Longer lists of entries are replaced by a hash: a file name may not exceed 255 characters. */
const longestName = 60;

const nameOfAll = (/** @type {readonly string[]} */ entries) => {
  const name = entries.join(".");
  return name.length <= longestName ? name : createHash("sha256").update(name).digest("hex").slice(0, 8);
};

/**
 * Names for the chunks that esbuild names by a hash of their content: a module loaded on first use gets its
 * own name, and a shared chunk the names of its users.
 * @param {Readonly<import("esbuild").Metafile["outputs"]>} outputs
 * @returns {ReadonlyMap<string, string>} From the base name of each chunk to its new one.
 */
const chunkNames = (outputs) => {
  const entries = Object.keys(outputs).filter((file) => outputs[file]?.entryPoint !== undefined);
  const chunks = Object.keys(outputs).filter((file) => file.endsWith(".js") && !entries.includes(file));
  const nameOf = (/** @type {string} */ entry) => {
    const isHash = /^chunk-[A-Z0-9]{8}\.js$/.test(basename(entry));
    return isHash ? parse(outputs[entry]?.entryPoint ?? "").name : basename(entry, ".js");
  };
  const shared = chunks.map((chunk) => {
    const users = entries.filter((entry) => eagerFiles(outputs, entry).has(chunk));
    return /** @type {const} */ ([basename(chunk), `chunk.${nameOfAll(users.map(nameOf).sort())}.js`]);
  });
  return new Map([
    ...entries.map((entry) => /** @type {const} */ ([basename(entry), `${nameOf(entry)}.js`])),
    ...shared,
  ]);
};

/**
 * Converts a build of split ES modules to CommonJS, file by file. A chunk keeps its name as long as the same
 * entries share it.
 * @param {import("esbuild").BuildOptions} options for the finished files; only those that a transform accepts are used
 * @returns {import("esbuild").Plugin}
 */
export const commonJsChunks = ({ target, supported, minify, charset, sourcemap }) => ({
  name: "commonjs-chunks",
  setup({ initialOptions, onEnd }) {
    initialOptions.write = false;
    // A transform reads an existing source map only from the text itself.
    if (sourcemap) initialOptions.sourcemap = "inline";
    onEnd(async (result) => {
      const { metafile, outputFiles = [] } = result;
      const names = chunkNames(metafile?.outputs ?? {});
      /** @param {string} text */
      const renamed = (text) => [...names].reduce((all, [from, to]) => all.replaceAll(from, to), text);
      if (metafile !== undefined) result.metafile = JSON.parse(renamed(JSON.stringify(metafile)));
      for (const { path, text } of outputFiles) {
        const file = join(dirname(path), renamed(basename(path)));
        const { code } = await transform(renamed(text), {
          format: "cjs",
          platform: "node",
          sourcefile: file,
          sourcemap: sourcemap ? "inline" : false,
          ...(target === undefined ? {} : { target }),
          ...(supported === undefined ? {} : { supported }),
          ...(minify === undefined ? {} : { minify }),
          ...(charset === undefined ? {} : { charset }),
        });
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, code);
      }
    });
  },
});
