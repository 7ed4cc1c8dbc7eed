"""Opens the chat window: Streamlit on this machine's loopback address, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from chatbot.errors import UsageError
from chatbot.settings import Settings


def open_window(settings: Settings) -> int:
    """Run the window until it is closed (Ctrl-C); returns its exit status."""
    app = Path(__file__).resolve().parents[2] / "streamlit_app.py"
    if not app.is_file():
        app = Path("streamlit_app.py")
    if not app.is_file():
        raise UsageError("streamlit_app.py is not here; run this in the folder that you cloned")
    environment = {
        **os.environ, "CHATBOT_SEEDS": str(settings.seeds.resolve()), "CHATBOT_INDEX": str(settings.index.resolve()),
    }  # fmt: skip
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.address", "127.0.0.1"]
    try:
        return subprocess.run(command, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 0
