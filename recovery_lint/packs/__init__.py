"""What the product knows: folders of phrases and rules, read and checked."""
