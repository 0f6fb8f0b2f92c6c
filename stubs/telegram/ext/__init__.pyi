from noblock import blocking

class Application:
    @blocking("loop")
    def run_polling(self): ...
    @blocking("loop")
    def run_webhook(self): ...
