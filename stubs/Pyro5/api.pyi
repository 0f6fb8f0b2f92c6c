import Pyro5.client
import Pyro5.core

class Proxy(Pyro5.client.Proxy): ...
