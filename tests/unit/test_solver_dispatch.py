"""A call of an abstract method runs one of its implementations."""

from noblock.model import SUPER, Function, Mark

from .bodies import READ, body, solved

REPO = body("app.Repo.load", is_abstract=True)
DISK = body("app.Disk.load", READ)


def test_an_abstract_method_does_what_its_implementations_do() -> None:
    solver = solved([body("app.f", "app.Repo.load"), REPO, DISK], {"app.Repo.load": ["app.Disk.load"]})
    (effect,) = solver.summary("app.f").effects
    assert effect.chain == ("app.Repo.load", "app.Disk.load", "open")


def test_a_call_through_super_runs_the_method_itself() -> None:
    caller = body("app.f", Function("app.Repo.load", receiver=SUPER))
    assert solved([caller, REPO, DISK], {"app.Repo.load": ["app.Disk.load"]}).summary("app.f").effects == ()


def test_a_method_with_a_body_stands_for_itself() -> None:
    concrete = body("app.Repo.load")
    solver = solved([body("app.f", "app.Repo.load"), concrete, DISK], {"app.Repo.load": ["app.Disk.load"]})
    assert solver.summary("app.f").effects == ()


def test_a_mark_on_an_abstract_method_speaks_for_its_implementations() -> None:
    marked = body("app.Repo.load", is_abstract=True, mark=Mark(decides=True))
    solver = solved([body("app.f", "app.Repo.load"), marked, DISK], {"app.Repo.load": ["app.Disk.load"]})
    assert solver.summary("app.f").effects == ()


def test_an_implementation_that_comes_later_counts() -> None:
    solver = solved([body("app.f", "app.Repo.load"), REPO], {"app.Repo.load": ["app.Disk.load"]})
    assert solver.summary("app.f").effects == ()
    assert solver.add([DISK]) == ["app.Disk.load", "app.f"]
    assert len(solver.summary("app.f").effects) == 1


def test_abstract_methods_that_implement_each_other_converge() -> None:
    first, second = body("app.A.m", is_abstract=True), body("app.B.m", is_abstract=True)
    both = {"app.A.m": ["app.B.m"], "app.B.m": ["app.A.m"]}
    assert solved([body("app.f", "app.A.m"), first, second], both).summary("app.f").effects == ()
