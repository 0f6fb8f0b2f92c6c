from noblock import blocking

import boto3.resources.base
import boto3.session
import botocore.client

@blocking("file")
def client() -> botocore.client.BaseClient: ...
@blocking("file")
def resource() -> boto3.resources.base.ServiceResource: ...

class Session(boto3.session.Session): ...
