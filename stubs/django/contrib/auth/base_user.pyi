from noblock import blocking

class AbstractBaseUser:
    @blocking("cpu", use="django.contrib.auth.base_user.AbstractBaseUser.acheck_password")
    def check_password(self): ...
    @blocking("cpu")
    def set_password(self): ...
