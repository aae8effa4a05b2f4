export const formViewType = "langgraphCrons.cronForm";
