import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join, parse } from "node:path";
import { transform } from "esbuild";
import { eagerFiles } from "./eagerFiles.mjs";

/** Longer lists of entries end in a hash: a file name may not exceed 255 characters. */
const longestName = 60;

/** Begins with `first`, if it is one of them. */
const nameOfAll = (/** @type {readonly string[]} */ entries, /** @type {string | undefined} */ first) => {
  const sorted = [...entries].sort((one, other) => Number(other === first) - Number(one === first));
  const name = sorted.join(".");
  if (name.length <= longestName) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return sorted[0] === first ? `${first}.${hash}` : hash;
};

/**
 * Names for the chunks that esbuild names by a hash of their content: a module loaded on first use gets its
 * own name, and a shared chunk the names of its users.
 * @param {Readonly<import("esbuild").Metafile["outputs"]>} outputs
 * @param {string | undefined} first
 * @returns {ReadonlyMap<string, string>} From the base name of each chunk to its new one.
 */
const chunkNames = (outputs, first) => {
  const entries = Object.keys(outputs).filter((file) => outputs[file]?.entryPoint !== undefined);
  const chunks = Object.keys(outputs).filter((file) => file.endsWith(".js") && !entries.includes(file));
  const nameOf = (/** @type {string} */ entry) => {
    const isHash = /^chunk-[A-Z0-9]{8}\.js$/.test(basename(entry));
    return isHash ? parse(outputs[entry]?.entryPoint ?? "").name : basename(entry, ".js");
  };
  const shared = chunks.map((chunk) => {
    const users = entries.filter((entry) => eagerFiles(outputs, entry).has(chunk));
    return /** @type {const} */ ([basename(chunk), `chunk.${nameOfAll(users.map(nameOf).sort(), first)}.js`]);
  });
  return new Map([
    ...entries.map((entry) => /** @type {const} */ ([basename(entry), `${nameOf(entry)}.js`])),
    ...shared,
  ]);
};

/**
 * @typedef {object} Holders files that each hold several pieces of a build
 * @property {string} first the entry that is loaded first, a file of its own
 * @property {string} shared what it shares with others
 * @property {string} later everything else
 */

const holderOf = (/** @type {string} */ name, /** @type {Holders} */ { first, later, shared }) => {
  if (name === `${first}.js`) return undefined;
  return name.startsWith("chunk.") && name.split(".").includes(first) ? shared : later;
};

/** Pieces as one CommonJS file: each is run when it is first required, by `require("./later.js")("piece.js")`. */
const together = (/** @type {readonly { readonly name: string, readonly code: string }[]} */ pieces) =>
  `"use strict";const pieces={${pieces
    .map(({ name, code }) => `${JSON.stringify(name)}(module,exports){${code}\n}`)
    .join(",")}},done={};module.exports=(name)=>{const known=done[name];if(known)return known.exports;` +
  "const made=done[name]={exports:{}};pieces[name](made,made.exports);return made.exports};\n";

/**
 * Converts a build of split ES modules to CommonJS, file by file. A chunk keeps its name as long as the same
 * entries share it. With `holders` only a few files are written: a package of few files installs faster, and each set of
 * entries shares another chunk. The metafile still names the pieces, because only those that are required are run.
 * @param {import("esbuild").BuildOptions} options for the finished files; only those that a transform accepts are used
 * @param {Holders} [holders]
 * @returns {import("esbuild").Plugin}
 */
export const commonJsChunks = ({ target, supported, minify, charset, sourcemap }, holders) => ({
  name: "commonjs-chunks",
  setup({ initialOptions, onEnd }) {
    initialOptions.write = false;
    // A transform reads an existing source map only from the text itself.
    if (sourcemap) initialOptions.sourcemap = "inline";
    onEnd(async (result) => {
      const { metafile, outputFiles = [] } = result;
      const names = chunkNames(metafile?.outputs ?? {}, holders?.first);
      /** @param {string} text */
      const renamed = (text) => [...names].reduce((all, [from, to]) => all.replaceAll(from, to), text);
      const holds = (/** @type {string} */ name) => (holders === undefined ? undefined : holderOf(name, holders));
      /** @param {string} code */
      const linked = (code) =>
        code.replaceAll(/require\("\.\/([^"/]+\.js)"\)/g, (call, /** @type {string} */ name) => {
          const holder = holds(name);
          return holder === undefined ? call : `require("./${holder}")("${name}")`;
        });
      if (metafile !== undefined) result.metafile = JSON.parse(renamed(JSON.stringify(metafile)));
      /** @type {Map<string, { name: string, code: string }[]>} */
      const held = new Map();
      for (const { path, text } of outputFiles) {
        const name = renamed(basename(path));
        const file = join(dirname(path), name);
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
        const holder = holds(name);
        if (holder === undefined) {
          await writeFile(file, linked(code));
        } else {
          const into = join(dirname(path), holder);
          held.set(into, [...(held.get(into) ?? []), { name, code: linked(code) }]);
        }
      }
      for (const [file, pieces] of held) await writeFile(file, together(pieces));
    });
  },
});
