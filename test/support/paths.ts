import { inArtifacts, inProject, projectFolder } from "../../scripts/lib/paths.mjs";

export { inArtifacts, inProject, projectFolder };

/** The project that `npm start` opens: graphs, `langgraph.json` and spec files side by side. */
export const sampleWorkspace = inProject("sample", "workspace");
