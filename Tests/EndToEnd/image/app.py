"""An application with peers.

    app.py serve NAME PORT [PEER:PORT...]   answers HTTP; 503 unless every peer takes a connection
    app.py once PEER:PORT...                waits until every peer takes a connection, and ends
"""
import http.server
import socket
import sys
import time


def answers(peer):
    host, port = peer.rsplit(":", 1)
    try:
        socket.create_connection((host, int(port)), timeout=3).close()
        return True
    except OSError:
        return False


def serve(name, port, peers):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            silent = [peer for peer in peers if not answers(peer)]
            if self.path == "/metrics":
                silent, text = [], "application_up 1\n"
            elif silent:
                text = f"{name}: {' '.join(silent)} silent\n"
            else:
                text = f"{name}: all {len(peers)} peers answer\n"
            self.send_response(503 if silent else 200)
            self.send_header("Content-Type", "text/plain; version=0.0.4")
            self.end_headers()
            self.wfile.write(text.encode())

    http.server.ThreadingHTTPServer(("", int(port)), Handler).serve_forever()


if sys.argv[1] == "serve":
    serve(sys.argv[2], sys.argv[3], sys.argv[4:])
while not all(answers(peer) for peer in sys.argv[2:]):
    time.sleep(1)
