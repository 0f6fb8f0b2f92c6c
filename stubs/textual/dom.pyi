from noblock import offload, on_loop

import textual.message_pump

class DOMNode(textual.message_pump.MessagePump):
    @offload("work")
    def run_worker(self, work): ...
    @on_loop("callback")
    def watch(self, obj, attribute_name, callback): ...
    @on_loop
    def check_action(self): ...
