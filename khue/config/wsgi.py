"""The web server's door."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khue.config.settings")
application = get_wsgi_application()

# Every screen is loaded now, and what is loaded stays for good: full collections within requests need not walk it again.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
