"""Where drafts come from: one small file a format, each yielding replies or what is wrong with them."""
