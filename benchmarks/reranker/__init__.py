"""How the reranker's adapter (``chatbot/weights/reranker.safetensors``) was made, from questions with known places."""
