"""What the script can show as a whole page.

Not named "pages": Streamlit makes every file in a folder of that name a page by itself.
"""
