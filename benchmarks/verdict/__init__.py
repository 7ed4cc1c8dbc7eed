"""How the bundled chat model's Yes or No was trained: questions over excerpts, the model in torch, the adapter's file."""
