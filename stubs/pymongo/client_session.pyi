from noblock import blocking, calls

import pymongo

class ClientSession:
    @blocking("database", use="pymongo.asynchronous.client_session.AsyncClientSession.commit_transaction")
    def commit_transaction(self): ...
    @blocking("database", use="pymongo.asynchronous.client_session.AsyncClientSession.abort_transaction")
    def abort_transaction(self): ...
    @blocking("database", use="pymongo.asynchronous.client_session.AsyncClientSession.with_transaction")
    @calls("callback")
    def with_transaction(self, callback): ...
    @property
    def client(self) -> pymongo.MongoClient: ...
