"""Flask extensions, made without an app; `create_app` ties them to one."""

from __future__ import annotations

from flask import request
from flask_babel import Babel
from flask_compress import Compress
from flask_limiter import Limiter
from flask_login import LoginManager
from flask_socketio import SocketIO

babel = Babel()
compress = Compress()
login = LoginManager()
socketio = SocketIO()


def _address() -> str:
    return request.remote_addr or "nowhere"


# No headers of its own: it would say Retry-After on every answer; a refusal says it itself (see `web.auth`).
limiter = Limiter(key_func=_address, default_limits=[])
