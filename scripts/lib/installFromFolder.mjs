import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const readJson = (/** @type {string} */ file) => JSON.parse(readFileSync(file, "utf8"));

/**
 * Registers an extension as installed from its folder, as VS Code's “Install Extension from Location…” does. Others
 * in the list stay.
 * @param {string} extensions VS Code's folder of extensions
 * @param {string} folder the extension's own
 */
export const installFromFolder = (extensions, folder) => {
  const { name, publisher, version } = readJson(join(folder, "package.json"));
  const id = `${publisher}.${name}`;
  const list = join(extensions, "extensions.json");
  /** @type {readonly { readonly identifier: { readonly id: string } }[]} */
  const before = existsSync(list) ? readJson(list) : [];
  const location = { $mid: 1, path: decodeURI(pathToFileURL(folder).pathname), scheme: "file" };
  const entry = { identifier: { id }, version, location };
  mkdirSync(extensions, { recursive: true });
  writeFileSync(list, JSON.stringify([...before.filter(({ identifier }) => identifier.id !== id), entry]));
};
