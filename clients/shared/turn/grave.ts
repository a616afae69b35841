import type { Notice } from "./model";

const GRAVE: Notice["kind"][] = ["expired", "not_yet_effective", "degraded", "handed_over"];

/** Whether nobody may overlook it. */
export const isGrave = ({ kind }: Notice) => GRAVE.includes(kind);

/** Notices with those first that nobody may overlook. */
export const graveFirst = (notices: Notice[]) =>
  [...notices].sort((a, b) => Number(isGrave(b)) - Number(isGrave(a)));
