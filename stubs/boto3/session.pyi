from noblock import blocking

import boto3.resources.base
import botocore.client

class Session:
    @blocking("file")
    def client(self) -> botocore.client.BaseClient: ...
    @blocking("file")
    def resource(self) -> boto3.resources.base.ServiceResource: ...
