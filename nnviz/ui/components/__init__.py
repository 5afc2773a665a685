"""Small components of our own, where Streamlit has none: each a Python and a JavaScript half."""
