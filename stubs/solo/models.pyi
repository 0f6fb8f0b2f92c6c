from noblock import blocking

import django.db.models

class SingletonModel(django.db.models.Model):
    @classmethod
    @blocking("database")
    def get_solo(self): ...
