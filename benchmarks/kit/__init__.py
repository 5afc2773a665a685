"""What several benchmarks share."""

#: Streamlit's page of one word, beside which pages are measured; relative to the checkout.
EMPTY = "benchmarks/kit/empty.py"
