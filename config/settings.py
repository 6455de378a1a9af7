"""Settings: one file for every machine; what differs comes from the environment (`.env.example`)."""

import secrets
from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config import embedded, environment
from config.environment import BASE_DIR, boolean, integer, text, words

STATE_FOLDER = environment.state_folder()
DEBUG = boolean("DEBUG", default=False)
EMBEDDED = environment.database_is_embedded()


def secret_key():
    """The key of the environment; on a machine of one's own a key is made once and kept."""
    if given := text("SECRET_KEY"):
        return given
    if not (EMBEDDED or DEBUG):
        raise ImproperlyConfigured(
            "SECRET_KEY must be set when DATABASE_URL is: a site on several machines needs one key for all."
        )
    kept = STATE_FOLDER / "secret_key"
    if not kept.exists():
        environment.keep_secret(kept, secrets.token_urlsafe(50))
    return kept.read_text()


SECRET_KEY = secret_key()
SECRET_KEY_FALLBACKS = words("SECRET_KEY_FALLBACKS")

# ---------------------------------------------------------------- the house
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "articles",
    "carousel",
    "config",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.middleware.cross_origin_resource_policy",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "carousel.languages.follow_the_address",
    "carousel.addresses.EmptyFieldsLeftOut",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": {"i18n": "config.template_words"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
# That there are two libraries called i18n is meant: ours stands in the place of Django's.
SILENCED_SYSTEM_CHECKS = ["templates.W003"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ---------------------------------------------------------------- the database


def database():
    if EMBEDDED:
        data = embedded.data_folder()
        found = {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": str(embedded.socket_folder(data)),
            "PORT": "5432",
            "NAME": text("DATABASE_NAME", embedded.DATABASE),
            "USER": embedded.USER,
        }
    else:
        found = dict(environ.Env.db_url_config(text("DATABASE_URL")))
        if "postgresql" not in found.get("ENGINE", ""):
            raise ImproperlyConfigured(
                "DATABASE_URL must name a PostgreSQL database: postgres://user:password@host/name"
            )
    limits = {"lock_timeout": integer("LOCK_TIMEOUT", 10, most=3600) * 1000}
    if seconds := integer("STATEMENT_TIMEOUT", 0, most=3600):
        limits |= {"statement_timeout": seconds * 1000, "idle_in_transaction_session_timeout": 30_000}
    # Names are alike for `carousel.searching` where "Torup" finds Thorup, and "Genk" does not find Gent.
    limits["pg_trgm.word_similarity_threshold"] = 0.5
    # What `carousel.prepared` asks is planned once for a connection, whatever the values. A pool between that
    # gives each transaction another connection as PgBouncer may, would not find what was prepared.
    prepares = boolean("DATABASE_PREPARES", default=EMBEDDED)
    if prepares:
        limits["plan_cache_mode"] = "force_generic_plan"
    options = found.setdefault("OPTIONS", {})
    # A socket's folder cannot stand where a URL has the host; libpq's own way is ?host=/folder.
    found["HOST"] = options.pop("host", "") or found.get("HOST", "")
    options["connect_timeout"] = 5
    options["prepare_threshold"] = 0 if prepares else None
    options["options"] = " ".join(f"-c {name}={value}" for name, value in limits.items())
    # A connection that each thread keeps and tests before use: as fast as a pool, and a lost server is
    # answered for at once, where a pool lets every request wait. A pool is for threads without number.
    if size := integer("DATABASE_POOL_SIZE", 0, most=100):
        options["pool"] = {"min_size": 1, "max_size": size, "timeout": 3, "reconnect_timeout": 3}
    else:
        found["CONN_MAX_AGE"] = 600
    found["CONN_HEALTH_CHECKS"] = True
    found["TEST"] = {"NAME": text("TEST_DATABASE_NAME", "test_carousel")}
    return found


DATABASES = {"default": database()}

# ---------------------------------------------------------------- the queue (docs/decisions/0004-queue.md)
CELERY_BROKER_URL = text("CELERY_BROKER_URL", "pgmq://localhost")
QUEUE_NAME = "carousel"
QUEUE_VISIBILITY_TIMEOUT = integer("QUEUE_VISIBILITY_TIMEOUT", 120, least=5)
CELERY_TASK_DEFAULT_QUEUE = QUEUE_NAME
CELERY_TASK_SERIALIZER = CELERY_RESULT_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_RETRY_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 20
CELERY_TASK_SOFT_TIME_LIMIT = 16
CELERY_TASK_ANNOTATIONS = {"*": {"max_retries": 3, "default_retry_delay": 2}}
CELERY_WORKER_LOST_WAIT = 0.5
CELERY_WORKER_CONSUMER = "config.consumer:Consumer"
CELERY_WORKER_PREFETCH_MULTIPLIER = 4
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 10
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"
CELERY_BEAT_SCHEDULE = {
    "heartbeat": {
        "task": "articles.tasks.heartbeat",
        "schedule": timedelta(seconds=15),
        "options": {"expires": 30},
    },
    "poll due feeds": {
        "task": "carousel.tasks.poll_due_feeds",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
    "take in due entries": {
        "task": "carousel.tasks.take_due_entries",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
    # Something is due once a day; asked more often, since this machine may sleep at midnight.
    "expire rumours": {
        "task": "carousel.tasks.expire_rumours",
        "schedule": timedelta(minutes=10),
        "options": {"expires": 600},
    },
    # One a day to each editor who wants it, not before six in the morning.
    "mail the desk": {
        "task": "carousel.tasks.mail_desk",
        "schedule": timedelta(minutes=30),
        "options": {"expires": 1800},
    },
    # Does nothing while the newest fit is less than a week old.
    "fit likelihood": {
        "task": "carousel.tasks.fit_likelihood",
        "schedule": timedelta(hours=6),
        "options": {"expires": 3600},
    },
    "prune checks": {
        "task": "articles.tasks.prune_checks",
        "schedule": timedelta(hours=1),
        "options": {"expires": 600},
    },
    "requeue unread articles": {
        "task": "carousel.tasks.requeue_unread",
        "schedule": timedelta(minutes=1),
        "options": {"expires": 60},
    },
}

# What two editors decide, since it may damage somebody: departure, appointment, background. None by default.
FOUR_EYES = words("FOUR_EYES")

# Whether every step is held against the table of endings: tests do, at the price of one query.
CHECK_ENDINGS = False

# ---------------------------------------------------------------- people and languages
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in [
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    ]
]
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("da", "Dansk")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

# ---------------------------------------------------------------- mails
# Without a server a mail is printed where the worker writes its log, and nobody gets it.
globals().update(environ.Env.email_url_config(text("EMAIL_URL", "consolemail://")))
DEFAULT_FROM_EMAIL = text("EMAIL_FROM", "carousel@localhost")

# ---------------------------------------------------------------- files
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(text("STATIC_ROOT", str(STATE_FOLDER / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.sheets.OneSheetStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
# In the admin a club comes with all its stints, a dozen fields each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# ---------------------------------------------------------------- pages that are drawn once
# So many in each process (docs/decisions/0020-kept-pages.md); what was not asked for longest makes room.
KEPT_PAGES = integer("KEPT_PAGES", 500, most=100_000)
LOCAL = "django.core.cache.backends.locmem.LocMemCache"
NONE_AT_ALL = "django.core.cache.backends.dummy.DummyCache"
CACHES = {
    "default": {"BACKEND": LOCAL},
    "pages": {
        "BACKEND": LOCAL if KEPT_PAGES else NONE_AT_ALL,
        "LOCATION": "pages",
        "TIMEOUT": 86_400,  # the day is in the tag
        "OPTIONS": {"MAX_ENTRIES": KEPT_PAGES},
    },
}

# ---------------------------------------------------------------- safety
ALLOWED_HOSTS = words("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
# What stands before a path where an address is read away from the site: in a mail.
SITE_URL = environment.site_url(ALLOWED_HOSTS)
CSRF_FAILURE_VIEW = "carousel.views.errors.stale_form"
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS")
HTTPS = boolean("HTTPS", default=False)
if boolean("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
if HTTPS:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
# Networks in which other sites may lie although they are not public, for tests and demonstrations.
FETCH_ALLOWED_NETWORKS = words("FETCH_ALLOWED_NETWORKS")
# Where the sample site is served; 0 where it is not.
SAMPLE_SITE_PORT = environment.sample_site_port()
# Single places, not networks, that may be asked although they are not public: host:port.
FETCH_ALLOWED_SITES = [f"127.0.0.1:{SAMPLE_SITE_PORT}"] if SAMPLE_SITE_PORT else []
# An address or a page where the owner of a site reaches whoever runs this one.
FETCH_CONTACT = text("FETCH_CONTACT")
# Whom security.txt names: an address of the web or of mail with its scheme.
SECURITY_CONTACT = text("SECURITY_CONTACT", f"{SITE_URL}/")
PERMISSIONS_POLICY = {
    feature: []
    for feature in ("accelerometer", "camera", "geolocation", "gyroscope", "microphone", "payment", "usb")
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": text("LOG_LEVEL", "INFO")},
    "loggers": {"django": {"handlers": [], "propagate": True}},
}
