"""A connection of a page that can be cut and let through again."""

from playwright.sync_api import WebSocketRoute


class Valve:
    """Stands between the page and the stream's server; closed, it lets nothing through."""

    def __init__(self) -> None:
        self.closed = False
        self.connections: list[WebSocketRoute] = []

    def __call__(self, connection: WebSocketRoute) -> None:
        self.connections.append(connection)
        if self.closed:
            connection.close()
        else:
            connection.connect_to_server()

    def close(self) -> None:
        self.closed = True
        for connection in self.connections:
            connection.close()
