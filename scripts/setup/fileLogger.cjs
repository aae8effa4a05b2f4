/**
 * Replaces `@vscode/spdlog`, VS Code's logger: it is native code that the npm package leaves unbuilt, and without it
 * there are no log files or output panels. Exports what VS Code uses of it.
 */
const { appendFileSync, mkdirSync } = require("node:fs");
const { dirname } = require("node:path");

const levels = ["trace", "debug", "info", "warning", "error", "critical", "off"];

class Logger {
  /** @param {string} file */
  constructor(file) {
    this.file = file;
    this.level = levels.indexOf("info");
    this.bare = false;
  }

  getLevel() {
    return this.level;
  }

  /** @param {number} level an index of `levels` */
  setLevel(level) {
    this.level = level;
  }

  /** From now on text is written as it arrives, without time and line end. */
  clearFormatters() {
    this.bare = true;
  }

  setPattern() {}

  flush() {}

  drop() {}

  /**
   * @param {number} level
   * @param {string} text
   */
  write(level, text) {
    if (level < this.level) return;
    const time = new Date().toISOString().replace("T", " ").replace("Z", "");
    appendFileSync(this.file, this.bare ? text : `${time} [${levels[level]}] ${text}\n`);
  }

  trace = (/** @type {string} */ text) => this.write(0, text);
  debug = (/** @type {string} */ text) => this.write(1, text);
  info = (/** @type {string} */ text) => this.write(2, text);
  warn = (/** @type {string} */ text) => this.write(3, text);
  error = (/** @type {string} */ text) => this.write(4, text);
  critical = (/** @type {string} */ text) => this.write(5, text);
}

exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createAsyncRotatingLogger = async (/** @type {string} */ _name, /** @type {string} */ file) => {
  mkdirSync(dirname(file), { recursive: true });
  return new Logger(file);
};
