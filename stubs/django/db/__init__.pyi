import django.db.backends.base.base

connection: django.db.backends.base.base.BaseDatabaseWrapper
