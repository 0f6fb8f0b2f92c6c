from py_clob_client_v2 import ClobClient as ClobClient
