# One image for web, worker, schedule and the commands; docker-compose.yml says which is which.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1
RUN useradd --system --create-home --uid 10001 carousel
WORKDIR /srv/carousel

COPY requirements.txt .
RUN pip install --disable-pip-version-check -r requirements.txt

COPY . .
# The static files and translations are part of the image: a container writes nothing but its logs.
ENV STATIC_ROOT=/srv/carousel/collected STATE_FOLDER=/tmp/carousel
RUN SECRET_KEY=only-while-building DATABASE_URL=postgres://nobody@localhost/none \
    python manage.py prepare --files

USER carousel
EXPOSE 8000
CMD ["python", "-m", "granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", \
     "--workers", "2", "--blocking-threads", "2", "--blocking-threads-idle-timeout", "600", \
     "--no-ws", "--respawn-failed-workers", "config.wsgi:application"]
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
