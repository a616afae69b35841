/** What documents say is nobody's secret: it is kept from one person to the next. */
import { shallowRef } from "vue";
import type { AskedFact, CoveredRegion } from "@shared/api/types";
import type { PolicyDocument } from "@shared/turn/model";

export const regions = shallowRef<CoveredRegion[]>([]);
/** The type of each fact that is asked for, by its name. */
export const factTypes = shallowRef<Record<string, AskedFact["type"]>>({});
const documents = new Map<string, PolicyDocument>();

type Get = <T>(path: string) => Promise<T>;

/** Fetch what can be asked where. */
export async function loadRegions(get: Get): Promise<void> {
  regions.value = (await get<{ regions: CoveredRegion[] }>("regions")).regions;
}

/** Fetch of what type the facts are that a region's pathways ask for, unless `fact` is known. */
export async function loadFactTypes(get: Get, region: string, fact: string): Promise<void> {
  if (fact in factTypes.value) return;
  const { facts } = await get<{ facts: AskedFact[] }>(`facts?region=${region}`);
  const found = Object.fromEntries(facts.map(({ name, type }) => [name, type]));
  factTypes.value = { ...factTypes.value, ...found };
}

/** A document, fetched once. */
export async function loadDocument(get: Get, folder: string): Promise<PolicyDocument> {
  const kept = documents.get(folder);
  if (kept) return kept;
  const found = await get<PolicyDocument>(`documents/${encodeURIComponent(folder)}`);
  documents.set(folder, found);
  return found;
}
