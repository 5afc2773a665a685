// What the views draw on: a canvas of the page, or a surface of shapes (record/vector.js). Each
// kind has at least what stands here, and the views use no more.

/** A path that is told once and filled or stroked later. */
export interface DrawPath {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void;
  closePath(): void;
  rect(x: number, y: number, width: number, height: number): void;
  roundRect(x: number, y: number, width: number, height: number, radius: number): void;
  arc(x: number, y: number, radius: number, from: number, to: number): void;
}

/** Colours from one place to another. */
export interface Gradient {
  addColorStop(offset: number, colour: string): void;
}

/** As much of `CanvasRenderingContext2D` as the views use. */
export interface DrawContext extends DrawPath {
  fillStyle: string | Gradient | CanvasPattern;
  strokeStyle: string | Gradient | CanvasPattern;
  lineWidth: number;
  lineCap: CanvasLineCap;
  lineJoin: CanvasLineJoin;
  globalAlpha: number;
  font: string;
  textAlign: CanvasTextAlign;
  textBaseline: CanvasTextBaseline;
  imageSmoothingEnabled: boolean;
  beginPath(): void;
  clearRect(x: number, y: number, width: number, height: number): void;
  clip(): void;
  createLinearGradient(x1: number, y1: number, x2: number, y2: number): Gradient;
  drawImage(picture: Drawable, x: number, y: number, width: number, height: number): void;
  drawImage(
    picture: Drawable,
    partX: number,
    partY: number,
    partWidth: number,
    partHeight: number,
    x: number,
    y: number,
    width: number,
    height: number,
  ): void;
  fill(rule?: CanvasFillRule): void;
  fill(path: DrawPath, rule?: CanvasFillRule): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number, widest?: number): void;
  measureText(text: string): TextMetrics;
  restore(): void;
  save(): void;
  setLineDash(dash: number[]): void;
  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void;
  stroke(path?: DrawPath): void;
  strokeRect(x: number, y: number, width: number, height: number): void;
  /** Only where paths are of a kind of their own. */
  path?(): DrawPath;
}

/** What can be drawn on. */
export interface Surface {
  width: number;
  height: number;
  getContext(kind: "2d", options?: CanvasRenderingContext2DSettings): DrawContext | null;
  /** Of what is on the page. */
  readonly style?: CSSStyleDeclaration;
  /** Only where a surface to draw onto this one is of a kind of its own. */
  layer?(): Surface;
}

/** What can be drawn onto a surface. */
export type Drawable = Surface | CanvasImageSource;
