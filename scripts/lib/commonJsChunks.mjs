import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join, parse } from "node:path";
import { transform } from "esbuild";
import { eagerFiles } from "./eagerFiles.mjs";

/** Longer lists of entries are told by a hash of them: a file's name may not have more than 255 characters. */
const longestName = 60;

const nameOfAll = (/** @type {readonly string[]} */ entries) => {
  const name = entries.join(".");
  return name.length <= longestName ? name : createHash("sha256").update(name).digest("hex").slice(0, 8);
};

/**
 * What to call each piece that esbuild can only name by a hash of its content: a module that is loaded on first use by its
 * own name, and what several pieces share by theirs.
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
 * Writes a build of split ES modules as CommonJS, piece by piece. A chunk's name stays as it is for as long as the same
 * entries share it.
 * @param {import("esbuild").BuildOptions} options Those of the finished files; only what a transform knows is taken.
 * @returns {import("esbuild").Plugin}
 */
export const commonJsChunks = ({ target, supported, minify, charset, sourcemap }) => ({
  name: "commonjs-chunks",
  setup({ initialOptions, onEnd }) {
    initialOptions.write = false;
    // A transform reads the map of what it is given only from the text itself.
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
