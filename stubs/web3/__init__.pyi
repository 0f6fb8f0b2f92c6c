from noblock import blocking
import web3.eth

class Web3:
    eth: web3.eth.Eth
    @blocking("http", use="web3.AsyncWeb3.is_connected")
    def is_connected(self): ...

class HTTPProvider:
    @blocking("http", use="web3.AsyncHTTPProvider.make_request")
    def make_request(self): ...
    @blocking("http", use="web3.AsyncHTTPProvider.make_batch_request")
    def make_batch_request(self): ...
    @blocking("http", use="web3.AsyncHTTPProvider.is_connected")
    def is_connected(self): ...
