/** The document that is read, and the clause at which it is opened. */
import { ref } from "vue";
import { dialog } from "./dialogs";

/** A place in a document. */
export interface Place {
  document: string;
  clause: string | null;
  quote: string | null;
}

const place = ref<Place | null>(null);

/** The reader of this page. */
export function useReader() {
  return { place, open };
}

function open(wanted: Place): void {
  place.value = wanted;
  dialog.value = "reader";
}
