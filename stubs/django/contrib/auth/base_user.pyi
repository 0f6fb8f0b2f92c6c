from noblock import blocking

import django.db.models

class AbstractBaseUser(django.db.models.Model):
    @blocking("cpu", use="django.contrib.auth.base_user.AbstractBaseUser.acheck_password")
    def check_password(self): ...
    @blocking("cpu")
    def set_password(self): ...
