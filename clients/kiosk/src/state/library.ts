/** What documents say is nobody's secret: it is kept from one person to the next. */
import { shallowRef } from "vue";
import type { CoveredRegion } from "@shared/api/types";
import type { PolicyDocument } from "@shared/turn/model";

export const regions = shallowRef<CoveredRegion[]>([]);
const documents = new Map<string, PolicyDocument>();

type Get = <T>(path: string) => Promise<T>;

/** Fetch what can be asked where. */
export async function loadRegions(get: Get): Promise<void> {
  regions.value = (await get<{ regions: CoveredRegion[] }>("regions")).regions;
}

/** A document, fetched once. */
export async function loadDocument(get: Get, folder: string): Promise<PolicyDocument> {
  const kept = documents.get(folder);
  if (kept) return kept;
  const found = await get<PolicyDocument>(`documents/${encodeURIComponent(folder)}`);
  documents.set(folder, found);
  return found;
}
