"""What is worth showing."""
