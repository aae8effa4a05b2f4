/** The forms in which a request can be read, kept and sent. */
export const requestForms = ["http", "curl", "python", "javascript", "spec"] as const;

export type RequestForm = (typeof requestForms)[number];
