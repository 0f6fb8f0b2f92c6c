from noblock import nonblocking

import etcd3.client

@nonblocking
def client() -> etcd3.client.Etcd3Client: ...
