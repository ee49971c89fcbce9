// Made by data/scripts/vocabulary.py from the lists in geo; change them there.

import { basemap } from "./basemap.js";
import { border } from "./border.js";
import { closures } from "./closures.js";
import { crossings } from "./crossings.js";
import { incidents } from "./incidents.js";
import { movements } from "./movements.js";
import { routes } from "./routes.js";

export const KINDS = { basemap, border, closures, crossings, incidents, movements, routes };
