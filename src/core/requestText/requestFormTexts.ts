import type { RequestForm } from "./requestForms";

/** What each form is called, and what it is, for the faces that offer them. */
export const requestFormTexts: Readonly<Record<RequestForm, { readonly label: string; readonly detail: string }>> = {
  http: { label: "HTTP", detail: "Method, address, headers and body, as in a .http file" },
  curl: { label: "curl", detail: "A command for sh, bash and zsh; on Windows for Git Bash or WSL" },
  python: { label: "Python SDK", detail: "A script with langgraph_sdk" },
  javascript: {
    label: "JavaScript SDK",
    detail: "A TypeScript module with @langchain/langgraph-sdk; says what it can't send",
  },
  spec: { label: "Spec File", detail: "The text of a *.cron.json" },
};
