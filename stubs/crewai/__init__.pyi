from noblock import blocking

class Crew:
    @blocking("http", use="crewai.Crew.kickoff_async")
    def kickoff(self): ...
    @blocking("http", use="crewai.Crew.kickoff_for_each_async")
    def kickoff_for_each(self): ...
