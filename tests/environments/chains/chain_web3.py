from eth_typing import ChecksumAddress
from web3 import AsyncWeb3, Web3


async def handler(chain: Web3, address: ChecksumAddress) -> None:
    contract = chain.eth.contract(address=address, abi=[])
    contract.functions.balanceOf(address).call()  # blocks: http
    contract.functions["mint"](1).transact()  # blocks: http
    contract.events.Transfer().get_logs()  # blocks: http
    chain.eth.get_logs({})  # blocks: http


async def handler_without_blocking(chain: AsyncWeb3, address: ChecksumAddress) -> None:
    contract = chain.eth.contract(address=address, abi=[])
    await contract.functions.balanceOf(address).call()
    await chain.eth.get_logs({})
