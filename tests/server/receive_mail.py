"""A mail server (aiosmtpd) for the tests: says its port, then each mail as Python's own parser reads it, one JSON to a
line. Ends when it is ended."""

import json
import sys
import threading
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller


class Receiver:
    async def handle_DATA(self, server, session, envelope):
        mail = message_from_bytes(envelope.content, policy=policy.default)
        told = {
            "sender": envelope.mail_from,
            "receivers": envelope.rcpt_tos,
            "headers": {name.lower(): str(value) for name, value in mail.items()},
            "defects": [str(defect) for part in mail.walk() for defect in part.defects],
            "parts": [part.get_content_type() for part in mail.walk()],
            "text": mail.get_body(("plain",)).get_content().replace("\r\n", "\n"),
            "html": mail.get_body(("html",)).get_content().replace("\r\n", "\n"),
        }
        print(json.dumps(told), flush=True)
        return "250 Taken"


class AnyPort(Controller):
    """Takes a free port, which the plain controller does not know how to find."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


controller = AnyPort(Receiver(), hostname="127.0.0.1", port=0)
controller.start()
print(controller.port, flush=True)
threading.Event().wait()
