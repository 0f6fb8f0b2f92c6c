from noblock import blocking, nonblocking

import vk_api.vk_api

class VkApi:
    @blocking("http")
    def auth(self): ...
    @blocking("http")
    def method(self): ...
    @nonblocking
    def get_api(self) -> vk_api.vk_api.VkApiMethod: ...
