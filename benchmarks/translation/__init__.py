"""How the adapter was made with which the bundled chat model translates questions and quotes."""
