"""A learner's running training, and the stream of pictures of it. Knows no Streamlit."""
