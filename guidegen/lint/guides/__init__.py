"""Rules about guides: how they read (R) and whether their readers may rely on them (H). One module a rule."""
