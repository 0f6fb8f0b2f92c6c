from noblock import blocking

class GeocodingManager:
    @blocking("http")
    def geocode(self): ...
    @blocking("http")
    def reverse_geocode(self): ...
