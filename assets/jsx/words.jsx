/* Words from the state in which a date may stand, as French prints it. */
import { ordinals } from "./text.js";

export const Words = ({ text = "" }) => ordinals(text, (ending) => <sup key={ending}>{ending}</sup>);
