from noblock import blocking

# Who calls set_trace(), post_mortem() or breakpoint() wants everything to stop; they are left out on purpose.

@blocking("input")
def run(): ...
@blocking("input")
def runcall(): ...
@blocking("input")
def runeval(): ...

class Pdb:
    @blocking("input")
    def interaction(self): ...
