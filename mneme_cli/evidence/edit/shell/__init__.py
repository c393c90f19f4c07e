"""What a shell command writes: its files, and their texts where the command says them."""
