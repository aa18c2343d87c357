"""The window: Qt lives here and nowhere else. Enters the library through `app.library`."""
