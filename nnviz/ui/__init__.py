"""The page: a Streamlit script, its widgets, its figures, and the stage."""
