"""Sample articles: the golden story, and invented rumours that wait at the desk."""
