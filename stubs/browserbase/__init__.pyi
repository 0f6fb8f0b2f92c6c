import browserbase.resources.contexts
import browserbase.resources.extensions
import browserbase.resources.projects
import browserbase.resources.sessions

class Browserbase:
    @property
    def contexts(self) -> browserbase.resources.contexts.ContextsResource: ...
    @property
    def extensions(self) -> browserbase.resources.extensions.ExtensionsResource: ...
    @property
    def projects(self) -> browserbase.resources.projects.ProjectsResource: ...
    @property
    def sessions(self) -> browserbase.resources.sessions.SessionsResource: ...
