"""The pages. This is the one .py file that may stand directly here: Streamlit runs any other without the router."""
