from noblock import blocking

import mako.template

class TemplateLookup:
    @blocking("cached")
    def get_template(self) -> mako.template.Template: ...
