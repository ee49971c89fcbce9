// Made by data/scripts/vocabulary.py from the lists in geo; change them there.

export const LISTED = ["crossings", "closures", "incidents", "movements", "routes", "border", "basemap"];
export const TABS = ["crossings", "closures", "incidents", "movements"];
export const DIRECTIONS = ["both", "AF_to_PK", "PK_to_AF"];
export const WAYS = ["AF_to_PK", "PK_to_AF"];
export const PRECISIONS = ["exact", "near", "district", "province", "line", "country"];
export const PRECISIONS_OFFERED = ["any", "exact", "near", "district"];
export const STATES = ["open", "restricted", "closed", "unknown"];
export const HEADLINE = { cargo: "commercial", people: "pedestrian" };
