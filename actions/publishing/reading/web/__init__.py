"""Web pages (HTML) read into blocks: the document among menus, its tables and numbered lists."""

from actions.publishing.reading.web.page import read_html, read_page

__all__ = ["read_html", "read_page"]
