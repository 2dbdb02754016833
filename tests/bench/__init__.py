"""`python -m tests.bench`: the app measured beside a plain st_folium page of the same story and a bare page."""
