// What Streamlit hands to the function of a component (`st.components.v2.component`).

/** A component with the data that Python gives it, and the events that Python hears of. */
export interface Component<Data, Events = object> {
  data: Data;
  /** The element that the component is in, or the root of its own tree of elements. */
  parentElement: HTMLElement | ShadowRoot;
  /** Tell Python of a value that stays. */
  setStateValue<Name extends keyof Events>(name: Name, value: Events[Name]): void;
  /** Tell Python of something that happened, once. */
  setTriggerValue<Name extends keyof Events>(name: Name, value: Events[Name]): void;
}
