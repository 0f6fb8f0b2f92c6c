from noblock import blocking

import twilio.rest.api.v2010.account.call
import twilio.rest.api.v2010.account.message
import twilio.rest.lookups
import twilio.rest.verify

class Client:
    @property
    def calls(self) -> twilio.rest.api.v2010.account.call.CallList: ...
    @property
    def lookups(self) -> twilio.rest.lookups.Lookups: ...
    @property
    def messages(self) -> twilio.rest.api.v2010.account.message.MessageList: ...
    @property
    def verify(self) -> twilio.rest.verify.Verify: ...
    @blocking("http", use="twilio.rest.Client.request_async")
    def request(self): ...
