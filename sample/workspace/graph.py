"""Two graphs that call no model: they are here so that a cron has something to run."""

from datetime import datetime, timezone
from typing import Annotated, Any

from langgraph.graph import END, START, StateGraph
from langgraph.graph.message import add_messages
from typing_extensions import NotRequired, TypedDict


class ReportState(TypedDict):
    """What a report is made from and what comes out."""

    messages: Annotated[list[Any], add_messages]
    topic: NotRequired[str]
    draft: NotRequired[str]


class ReportContext(TypedDict):
    """Set once a run, by its cron."""

    audience: NotRequired[str]


def plan(state: ReportState) -> dict[str, Any]:
    """Take the topic from the input, or from the newest message."""
    if topic := state.get("topic"):
        return {"topic": topic}
    messages = state.get("messages") or []
    return {"topic": str(messages[-1].content) if messages else "nothing in particular"}


def review(state: ReportState) -> dict[str, Any]:
    """The place to stop and let a person look: name it in `interrupt_before`."""
    return {"draft": f"Report on {state['topic']}"}


def write(state: ReportState) -> dict[str, Any]:
    """Answer with the draft and the time."""
    written = datetime.now(timezone.utc).isoformat(timespec="seconds")
    return {"messages": [{"role": "assistant", "content": f"{state['draft']}, written {written}"}]}


report_builder = StateGraph(ReportState, context_schema=ReportContext)
report_builder.add_node("plan", plan)
report_builder.add_node("review", review)
report_builder.add_node("write", write)
report_builder.add_edge(START, "plan")
report_builder.add_edge("plan", "review")
report_builder.add_edge("review", "write")
report_builder.add_edge("write", END)
report = report_builder.compile()


class HeartbeatState(TypedDict):
    """How often the heart has beaten on this thread, and who asked for the last beat."""

    source: NotRequired[str]
    beats: NotRequired[int]


def beat(state: HeartbeatState) -> dict[str, Any]:
    """Count one more."""
    return {"beats": state.get("beats", 0) + 1}


heartbeat_builder = StateGraph(HeartbeatState)
heartbeat_builder.add_node("beat", beat)
heartbeat_builder.add_edge(START, "beat")
heartbeat_builder.add_edge("beat", END)
heartbeat = heartbeat_builder.compile()
