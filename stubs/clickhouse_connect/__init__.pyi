from noblock import blocking

import clickhouse_connect.driver.client

@blocking("database", use="clickhouse_connect.get_async_client")
def get_client() -> clickhouse_connect.driver.client.Client: ...
@blocking("database", use="clickhouse_connect.get_async_client")
def create_client() -> clickhouse_connect.driver.client.Client: ...
