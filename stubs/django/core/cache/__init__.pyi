import django.core.cache.backends.base

cache: django.core.cache.backends.base.BaseCache
