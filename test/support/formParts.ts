import { englishMessage, fillMessage, withDot } from "../../src/core/base/message";
import { type ScheduleDialect, standardDialect } from "../../src/core/schedule/scheduleDialect";
import { problemMessage } from "../../src/core/server/problems/problemTexts";
import { ServerFailure } from "../../src/core/server/problems/serverProblem";
import type { FormWords } from "../../src/features/cronForm/controller/formWords";
import type { Connection } from "../../src/platform/servers/connections/connection";
import { durationWords } from "../../src/platform/words/timeWords";

export function connectionTo(id: string, change: Partial<Connection> = {}): Connection {
  const dialect: ScheduleDialect = standardDialect;
  return {
    id,
    name: id,
    url: `https://${id}.test`,
    headerNames: [],
    production: false,
    dialect,
    revision: 1,
    ...change,
  };
}

/** The messages of a form's host, without VS Code. */
export const englishWords: FormWords = {
  translate: (text, args = {}) => fillMessage(text, args),
  message: englishMessage,
  problem: (problem) => withDot(englishMessage(problemMessage(problem))),
  moment: (time, zone) =>
    new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      weekday: "short",
      day: "numeric",
      month: "short",
      hour: "2-digit",
      minute: "2-digit",
    }).format(time),
  list: (names) => names.join(", "),
  duration: (milliseconds) => durationWords(milliseconds, "en"),
  count: (count) => count.toLocaleString("en"),
  file: (uri) => uri.slice(uri.lastIndexOf("/") + 1),
  failure: (failure) =>
    failure instanceof ServerFailure ? withDot(englishMessage(problemMessage(failure.problem))) : String(failure),
};
