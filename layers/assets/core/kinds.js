// Made by data/scripts/vocabulary.py from the lists in geo; change them there.

import { basemap } from "../map/basemap.js";
import { border } from "../map/border.js";
import { closures } from "../map/closures.js";
import { crossings } from "../map/crossings.js";
import { incidents } from "../map/incidents.js";
import { movements } from "../map/movements.js";
import { routes } from "../map/routes.js";

export const KINDS = { basemap, border, closures, crossings, incidents, movements, routes };
