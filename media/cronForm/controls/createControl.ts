import type { ParameterType } from "../../../src/core/arguments/parameter";
import { createBoxControl } from "./boxControl";
import { createBooleanChoice, createChoiceControl } from "./choiceControl";
import { createChoicesControl } from "./choicesControl";
import type { Control, ControlContext } from "./control";
import { createDateTimeControl } from "./dateTimeControl";
import { createEitherControl } from "./eitherControl";
import { createInputControl } from "./inputControl";
import { createJsonControl } from "./jsonControl";
import { createNamesControl } from "./namesControl";
import { createAssistantControl, createZoneControl } from "./pickerControl";
import { createScheduleControl } from "./scheduleControl";
import { createTextControl } from "./textControl";
import { createThreadControl } from "./threadControl";

/** More values than this are chosen from a list. */
const mostInSight = 2;

type Kind = ParameterType["kind"];

const controls: {
  readonly [K in Kind]: (context: ControlContext, type: Extract<ParameterType, { readonly kind: K }>) => Control;
} = {
  text: createAssistantControl,
  uuidOrNull: createThreadControl,
  schedule: createScheduleControl,
  zone: createZoneControl,
  dateTime: createDateTimeControl,
  boolean: (context, type) =>
    context.field.serverDefault === null ? createBooleanChoice(context) : createBoxControl(context, type.says),
  url: (context) => createTextControl(context, { trim: true, placeholder: String(context.field.example) }),
  object: createJsonControl,
  objectOrList: createInputControl,
  namesOrAll: createNamesControl,
  choice: (context, { values }) =>
    values.length <= mostInSight ? createEitherControl(context, values) : createChoiceControl(context, values),
  choiceOrList: (context, type) => createChoicesControl(context, type.values),
  headers: createJsonControl,
  query: createJsonControl,
};

/** The control for a parameter, by the type in its declaration. */
export function createControl(context: ControlContext): Control {
  const { type } = context.field;
  const create = controls[type.kind] as (context: ControlContext, type: ParameterType) => Control;
  return create(context, type);
}
