// Formulas as data: signs, and trees of quantities (see expression.js, which makes them).

/** A letter with what stands below and above it. */
export interface Letter {
  base: string;
  sub?: string;
  /** Is written [2]. */
  layer?: number | null;
  /** Is written (s). */
  sample?: string;
  /** An accent. */
  over?: string;
  /** The sign that a function is of. */
  argument?: Sign;
  of?: undefined;
  by?: undefined;
}

/** The sign of one thing's derivative by another. */
export interface Derivative {
  of: Sign;
  by: Sign;
  base?: undefined;
  layer?: undefined;
  argument?: undefined;
}

export type Sign = Letter | Derivative;

/** A number with its signs: in general, and of this very one. */
export interface Quantity {
  kind: "quantity";
  general: Sign;
  name: Sign;
  value: number;
  items?: undefined;
}

export interface Constant {
  kind: "constant";
  value: number;
  text: string;
  items?: undefined;
}

export interface Sum {
  kind: "sum";
  index: string;
  items: Tree[];
}

export interface Operation {
  kind: "plus" | "times";
  items: Tree[];
}

export interface OfOne {
  kind: "minus" | "root" | "size";
  items: [Tree];
}

export interface OfTwo {
  kind: "over" | "power";
  items: [Tree, Tree];
}

export interface Call {
  kind: "call";
  name: string;
  items: Tree[];
}

/** One of several formulas, of which `chosen` holds today. */
export interface Cases {
  kind: "cases";
  items: Tree[];
  conditions: string[];
  chosen: number;
}

/** What is there in numbers: of cases the one that holds. */
export type PlainTree = Quantity | Constant | Sum | Operation | OfOne | OfTwo | Call;

export type Tree = PlainTree | Cases;

/** What a stop says in one line, before what most lines have alike is added. */
export interface LineDraft {
  /** Names the sentence above it. */
  about: string;
  /** The sign in general, and its own where that is another. */
  lhs: Sign;
  name?: Sign;
  relation?: string;
  /** The same in derivatives. */
  chain?: Tree | null;
  tree: Tree;
  value: number;
}

export type Line = Required<LineDraft>;
