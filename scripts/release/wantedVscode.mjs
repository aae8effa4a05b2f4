/**
 * The version of VS Code to download: "oldest" is the oldest that the manifest allows.
 * @param {string} name
 * @param {string} allowed the manifest's `engines.vscode`, "^1.100.0"
 */
export const wantedVscode = (name, allowed) => (name === "oldest" ? allowed.replace(/^\^/, "") : name);
