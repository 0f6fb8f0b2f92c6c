from typing import overload

from noblock import blocking, nonblocking

class SecretManagerServiceClient:
    @overload
    @nonblocking
    def __init__(self, *, credentials): ...
    @overload
    @blocking("file")
    def __init__(self): ...
    @blocking("file")
    def from_service_account_file(self): ...
    @blocking("file")
    def from_service_account_json(self): ...
    @blocking("network", use="google.cloud.secretmanager.SecretManagerServiceAsyncClient.list_secrets")
    def list_secrets(self): ...
    @blocking("network", use="google.cloud.secretmanager.SecretManagerServiceAsyncClient.create_secret")
    def create_secret(self): ...
    @blocking(
        "network",
        use="google.cloud.secretmanager.SecretManagerServiceAsyncClient.add_secret_version",
    )
    def add_secret_version(self): ...
    @blocking("network", use="google.cloud.secretmanager.SecretManagerServiceAsyncClient.get_secret")
    def get_secret(self): ...
    @blocking("network", use="google.cloud.secretmanager.SecretManagerServiceAsyncClient.update_secret")
    def update_secret(self): ...
    @blocking("network", use="google.cloud.secretmanager.SecretManagerServiceAsyncClient.delete_secret")
    def delete_secret(self): ...
    @blocking(
        "network",
        use="google.cloud.secretmanager.SecretManagerServiceAsyncClient.list_secret_versions",
    )
    def list_secret_versions(self): ...
    @blocking(
        "network",
        use="google.cloud.secretmanager.SecretManagerServiceAsyncClient.get_secret_version",
    )
    def get_secret_version(self): ...
    @blocking(
        "network",
        use="google.cloud.secretmanager.SecretManagerServiceAsyncClient.access_secret_version",
    )
    def access_secret_version(self): ...
    @blocking(
        "network",
        use="google.cloud.secretmanager.SecretManagerServiceAsyncClient.disable_secret_version",
    )
    def disable_secret_version(self): ...
    @blocking(
        "network",
        use="google.cloud.secretmanager.SecretManagerServiceAsyncClient.enable_secret_version",
    )
    def enable_secret_version(self): ...
    @blocking(
        "network",
        use="google.cloud.secretmanager.SecretManagerServiceAsyncClient.destroy_secret_version",
    )
    def destroy_secret_version(self): ...
    @blocking("network", use="google.cloud.secretmanager.SecretManagerServiceAsyncClient.set_iam_policy")
    def set_iam_policy(self): ...
    @blocking("network", use="google.cloud.secretmanager.SecretManagerServiceAsyncClient.get_iam_policy")
    def get_iam_policy(self): ...
    @blocking(
        "network",
        use="google.cloud.secretmanager.SecretManagerServiceAsyncClient.test_iam_permissions",
    )
    def test_iam_permissions(self): ...
