from anthropic import Anthropic, AsyncAnthropic


async def handler(given: Anthropic, other: AsyncAnthropic):
    given.messages.create(model="a", max_tokens=1, messages=[])  # blocks: http
    given.beta.messages.create(model="a", max_tokens=1, messages=[])  # blocks: http
    await other.messages.create(model="a", max_tokens=1, messages=[])
