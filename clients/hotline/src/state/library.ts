/** Regions, and the facts that can be told in each, asked for once. */
import { computed, ref } from "vue";
import * as hotline from "../api/hotline";
import type { FactKind, Region } from "../api/types";

const regions = ref<Region[]>([]);
const kinds = ref<Record<string, FactKind[]>>({});
const names = computed(() => new Map(regions.value.map((region) => [region.code, region.name])));

/** What the documents cover. */
export function useLibrary() {
  return { regions, names, kinds, loadRegions, loadKinds, nameOf, titleOf, placeOf };
}

async function loadRegions(): Promise<void> {
  if (regions.value.length === 0) regions.value = await hotline.regions();
}

async function loadKinds(region: string): Promise<void> {
  if (!kinds.value[region]) kinds.value[region] = await hotline.factKinds(region);
}

/** The name of the region of a document, its folder where it is not known. */
function placeOf(folder: string): string {
  const found = regions.value.find((one) => one.documents.some((file) => file.folder === folder));
  return found?.name ?? folder;
}

/** The title of a document, its folder where it is not known. */
function titleOf(folder: string): string {
  const documents = regions.value.flatMap((region) => region.documents);
  return documents.find((one) => one.folder === folder)?.title ?? folder;
}

/** The name of a region, its code where it is not known. */
function nameOf(code: string | null | undefined): string {
  return code ? (names.value.get(code) ?? code) : "";
}
