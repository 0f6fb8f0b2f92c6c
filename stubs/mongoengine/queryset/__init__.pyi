from noblock import blocking

import mongoengine.queryset.base

class QuerySet(mongoengine.queryset.base.BaseQuerySet):
    @blocking("database")
    def __len__(self): ...
