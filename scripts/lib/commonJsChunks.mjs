import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { transform } from "esbuild";

/**
 * Writes a build of split ES modules as CommonJS, piece by piece.
 * @param {import("esbuild").BuildOptions} options Those of the finished files; only what a transform knows is taken.
 * @returns {import("esbuild").Plugin}
 */
export const commonJsChunks = ({ target, supported, minify, charset, sourcemap }) => ({
  name: "commonjs-chunks",
  setup({ initialOptions, onEnd }) {
    initialOptions.write = false;
    // A transform reads the map of what it is given only from the text itself.
    if (sourcemap) initialOptions.sourcemap = "inline";
    onEnd(async ({ outputFiles = [] }) => {
      for (const { path, text } of outputFiles) {
        const { code } = await transform(text, {
          format: "cjs",
          platform: "node",
          sourcefile: path,
          sourcemap: sourcemap ? "inline" : false,
          ...(target === undefined ? {} : { target }),
          ...(supported === undefined ? {} : { supported }),
          ...(minify === undefined ? {} : { minify }),
          ...(charset === undefined ? {} : { charset }),
        });
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, code);
      }
    });
  },
});
