"""What is worth showing: quotes, dialogues, scenes, each chosen for reasons that can be read."""
