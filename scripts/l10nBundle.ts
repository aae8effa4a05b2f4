import { globSync, readFileSync } from "node:fs";
import { applyTexts } from "../src/core/apply/applyTexts";
import { costTexts, standoutWords } from "../src/core/cost/costTexts";
import { monthTexts } from "../src/core/cost/monthMessages";
import { doctorTexts } from "../src/core/doctor/doctorTexts";
import { environmentTexts } from "../src/core/environments/environmentTexts";
import { durationTexts } from "../src/core/finding/durations";
import { findingCatalogue } from "../src/core/finding/findingCatalogue";
import { refusalTexts } from "../src/core/fromCode/refusal";
import { healthKindTexts, healthTexts, healthWordTexts } from "../src/core/health/healthTexts";
import { submissionSteps } from "../src/core/lifecycle/submission/submissionSteps";
import { finishedTexts } from "../src/core/lifecycle/texts/finishedTexts";
import { outcomeTexts, progressTexts } from "../src/core/lifecycle/texts/outcomeTexts";
import { questionTexts } from "../src/core/lifecycle/texts/questionTexts";
import { waitTexts } from "../src/core/lifecycle/texts/waitTexts";
import { decisionTexts } from "../src/core/plan/decideChange";
import { pruneTexts } from "../src/core/plan/planPrune";
import { fieldLabels } from "../src/core/schedule/fieldLabels";
import { schedulePresets } from "../src/core/schedule/guide/schedulePresets";
import { wordsTexts } from "../src/core/schedule/words/wordsProblem";
import { serverUrlRefusals } from "../src/core/server/address/serverUrl";
import { problemAdvice, problemTexts, strangeAnswerTexts } from "../src/core/server/problems/problemTexts";
import { requestRefusals } from "../src/core/server/problems/requestRefusals";
import { completionTexts } from "../src/core/specFile/completion/completionTexts";
import {
  formFields,
  formSectionsIn,
  formStringsIn,
  requestFormsIn,
} from "../src/features/cronForm/controller/formTexts";
import { formHostTexts } from "../src/features/cronForm/controller/formWords";
import { upcomingStrings } from "../src/protocol/upcomingStrings";

/** The source for translations: every text passed to `vscode.l10n.t`, mapped to itself. */
export function l10nBundle(): string {
  const texts = [...new Set([...writtenTexts(), ...catalogueTexts(), ...formTexts()])].sort();
  return `${JSON.stringify(Object.fromEntries(texts.map((text) => [text, text])), null, 2)}\n`;
}

/** Texts written in the code directly after `l10n.t(`. */
function writtenTexts(): readonly string[] {
  return globSync("src/**/*.ts").flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/\bl10n\.t\(\s*("(?:[^"\\\n]|\\.)*")/g)].map(([, literal]) =>
      JSON.parse(String(literal)),
    ),
  );
}

function catalogueTexts(): readonly string[] {
  const findings = Object.values(findingCatalogue).map(({ message }) => message);
  return [
    ...findings,
    ...Object.values(fieldLabels),
    ...schedulePresets.map(({ label }) => label),
    ...Object.values(wordsTexts),
    ...Object.values(durationTexts),
    ...Object.values(completionTexts),
    ...Object.values(environmentTexts),
    ...Object.values(formHostTexts),
    ...Object.values(requestRefusals),
    ...Object.values(serverUrlRefusals),
    ...Object.values(problemTexts),
    ...Object.values(strangeAnswerTexts),
    ...Object.values(problemAdvice.editor),
    ...Object.values(outcomeTexts),
    ...Object.values(waitTexts),
    ...Object.values(progressTexts),
    ...Object.values(submissionSteps),
    ...Object.values(questionTexts),
    ...Object.values(decisionTexts),
    ...Object.values(pruneTexts),
    ...Object.values(applyTexts),
    ...Object.values(finishedTexts),
    ...Object.values(healthTexts),
    ...Object.values(healthWordTexts),
    ...Object.values(healthKindTexts),
    ...Object.values(doctorTexts),
    ...Object.values(costTexts),
    ...Object.values(standoutWords),
    ...Object.values(monthTexts),
    ...Object.values(upcomingStrings),
    ...Object.values(refusalTexts),
  ];
}

/** The form gets all its texts through one function, so this function can list them. */
function formTexts(): readonly string[] {
  const texts: string[] = [];
  const note = (text: string) => {
    texts.push(text);
    return text;
  };
  formFields(note);
  formSectionsIn(note);
  formStringsIn(note);
  requestFormsIn(note);
  return texts;
}
