from noblock import blocking

@blocking("http", use="xrpl.asyncio.wallet.generate_faucet_wallet")
def generate_faucet_wallet(): ...
