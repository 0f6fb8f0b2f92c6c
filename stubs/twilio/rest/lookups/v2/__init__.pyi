import twilio.rest.lookups.v2.phone_number

class V2:
    @property
    def phone_numbers(self) -> twilio.rest.lookups.v2.phone_number.PhoneNumberList: ...
