from noblock import blocking

class GetMixin:
    @blocking("http")
    def get(self): ...

class GetWithoutIdMixin:
    @blocking("http")
    def get(self): ...

class RefreshMixin:
    @blocking("http")
    def refresh(self): ...

class ListMixin:
    @blocking("http")
    def list(self): ...

class CreateMixin:
    @blocking("http")
    def create(self): ...

class UpdateMixin:
    @blocking("http")
    def update(self): ...

class SetMixin:
    @blocking("http")
    def set(self): ...

class DeleteMixin:
    @blocking("http")
    def delete(self): ...

class SaveMixin:
    @blocking("http")
    def save(self): ...

class ObjectDeleteMixin:
    @blocking("http")
    def delete(self): ...

class UserAgentDetailMixin:
    @blocking("http")
    def user_agent_detail(self): ...

class AccessRequestMixin:
    @blocking("http")
    def approve(self): ...

class DownloadMixin:
    @blocking("http")
    def download(self): ...

class SubscribableMixin:
    @blocking("http")
    def subscribe(self): ...
    @blocking("http")
    def unsubscribe(self): ...

class TodoMixin:
    @blocking("http")
    def todo(self): ...

class TimeTrackingMixin:
    @blocking("http")
    def add_spent_time(self): ...
    @blocking("http")
    def reset_spent_time(self): ...
    @blocking("http")
    def reset_time_estimate(self): ...
    @blocking("http")
    def time_estimate(self): ...
    @blocking("http")
    def time_stats(self): ...

class ParticipantsMixin:
    @blocking("http")
    def participants(self): ...

class BadgeRenderMixin:
    @blocking("http")
    def render(self): ...
