from noblock import blocking

class WebhookClient:
    @blocking("http", use="slack_sdk.webhook.async_client.AsyncWebhookClient.send")
    def send(self): ...
    @blocking("http", use="slack_sdk.webhook.async_client.AsyncWebhookClient.send_dict")
    def send_dict(self): ...
