// What the stage asks of its parts, in these words alone and of each as far as it has them.

import type { Focus, GraphLayout, Panels } from "./places.d.ts";
import type { Frame } from "../stream/frames.js";
import type { Look, StageData } from "../stream/given.d.ts";
import type { Model } from "../stream/model.js";

/** How all is placed. */
export interface Placement {
  model: Model;
  look: Look;
  layout: GraphLayout;
  sizes: Pick<Panels, "graph" | "map" | "curves">;
}

/** What a picture is painted with beside its frame. */
export interface Moment {
  /** Milliseconds. */
  now: number;
  /** Whether lights run along the lines. */
  isFlowing: boolean;
  /** Whether the loss curves, which have a slower rhythm, are painted, too. */
  areCurvesDue: boolean;
  /** What the big panel is to speak of. */
  focus: Focus | null;
  /** Cell of a tile where the map is pointed at. */
  pointed: number | null;
}

/** What is written beside a picture. */
export interface Written {
  model: Model;
  focus: Focus | null;
}

export interface Part {
  /** At first, and whenever what Python gives has changed. */
  update?(data: StageData): void;
  /** The first frame of a new scene is there: what was of the last scene is past. */
  adopt?(model: Model): void;
  /** Scene, width, theme or a switch has changed. */
  arrange?(placement: Placement): void;
  /** A frame is going to be painted. */
  take?(frame: Frame): void;
  /** Draw what was taken. */
  paint?(moment: Moment): void;
  /** Say what was taken; as often as one can read. */
  write?(written: Written): void;
  /** The stage is taken away. */
  end?(): void;
}
