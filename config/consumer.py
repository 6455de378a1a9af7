"""How a worker waits for messages."""

from celery.worker import consumer


class Consumer(consumer.Consumer):
    """Its own connection, and no other, is woken by NOTIFY when a message comes in.

    The one that tasks are sent over would never read what it is told, so that the database would have to keep
    that; and the web process must not ask, for asking replaces a trigger on the queue's table.
    """

    def connection_for_read(self, heartbeat=None):
        woken = {"use_notify": True} if self.app.conf.broker_url.startswith("pgmq:") else {}
        opened = self.app.connection_for_read(heartbeat=heartbeat, transport_options=woken)
        return self.ensure_connected(opened)
