import { curlText } from "./curlText";
import type { ExactRequest } from "./exactRequest";
import { httpText } from "./httpText";
import { javaScriptText } from "./javaScriptText";
import { pythonText } from "./pythonText";
import { specText } from "./specText";

/** The forms in which a request can be read, kept and sent. */
export const requestForms = ["http", "curl", "python", "javascript", "spec"] as const;

export type RequestForm = (typeof requestForms)[number];

/** The requests of one server as one text, with a line break at its end. */
export const requestText: Readonly<Record<RequestForm, (requests: readonly ExactRequest[]) => string>> = {
  http: (requests) => `${requests.map(httpText).join("\n\n")}\n`,
  curl: (requests) => `${requests.map(curlText).join("\n\n")}\n`,
  python: (requests) => `${pythonText(requests)}\n`,
  javascript: (requests) => `${javaScriptText(requests)}\n`,
  spec: (requests) => `${specText(requests)}\n`,
};
