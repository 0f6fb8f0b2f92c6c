from noblock import on_loop

class TCPServer:
    @on_loop
    def handle_stream(self): ...
