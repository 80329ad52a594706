"""chdb, ClickHouse's engine as a library, behind HTTP: a statement as body, JSON rows as answer.

Arguments: threads, memory in MB, and JSON with the Parquet files of each table.
"""

import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

from chdb import session

threads, memory_mb, tables = int(sys.argv[1]), int(sys.argv[2]), json.loads(sys.argv[3])
engine = session.Session()
engine.query(f"SET max_threads = {threads}")
engine.query(f"SET max_memory_usage = {memory_mb * 1_000_000}")
engine.query("CREATE DATABASE bench")
engine.query("USE bench")
for name, paths in tables.items():
    pattern = "{" + ",".join(paths) + "}" if len(paths) > 1 else paths[0]
    engine.query(f"CREATE VIEW {name} AS SELECT * FROM file('{pattern}', 'Parquet')")


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body in one packet; each alone would wait for the client's acknowledgement.
    disable_nagle_algorithm = True
    wbufsize = 1 << 16

    def do_POST(self):
        sql = self.rfile.read(int(self.headers["content-length"])).decode()
        try:
            status, body = 200, engine.query(sql, "JSONCompact").bytes()
        except Exception as error:  # whatever the engine says is the answer
            status, body = 400, str(error).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, *_):
        pass


# One request at a time: a session of chdb is not for several threads.
server = HTTPServer(("127.0.0.1", 0), Handler)
print(f"listening on http://127.0.0.1:{server.server_port}", flush=True)
try:
    server.serve_forever()
except KeyboardInterrupt:
    engine.close()
