"""The map: the first thing a visitor sees."""

from pages.shared import frame, linked_reader, picker, stories

arrived = frame.open_page("app.py", "The story on the map")
visited = stories.visit(arrived)
frame.links(visited.view.query(visited.story), beside=lambda: picker.show(visited.story.id))
linked_reader.show(visited, arrived)
