"""A call of an abstract method runs one of its implementations."""

from noblock.declarations import Mark
from noblock.effects import NOTHING, Summary
from noblock.fullnames import SUPER
from noblock.model import Function
from noblock.solver import Solver

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
    assert all(effect.is_pending for effect in solver.summary("app.f").effects)
    assert solver.add([DISK]) == ["app.Disk.load", "app.f"]
    (effect,) = solver.summary("app.f").effects
    assert not effect.is_pending


def test_what_stands_behind_an_abstract_method_is_filled_in_where_it_is_in_sight() -> None:
    service = solved([body("app.f", "app.Repo.load"), REPO], {"app.Repo.load": []}).summary("app.f")
    known = {"app.f": service, "app.Repo.load": Summary(is_abstract=True)}
    blind = Solver(lambda name: known.get(name, NOTHING), lambda function: [])
    blind.add([body("app.above", "app.f")])
    (effect,) = blind.summary("app.above").effects
    assert effect.is_pending
    assert effect.chain == ("app.f", "app.Repo.load")
    seeing = Solver(lambda name: known.get(name, NOTHING), lambda function: ["app.Disk.load"])
    seeing.add([body("app.above", "app.f"), DISK])
    (effect,) = seeing.summary("app.above").effects
    assert effect.chain == ("app.f", "app.Repo.load", "app.Disk.load", "open")
    assert effect.depth == len(effect.chain)


def test_an_implementation_that_is_allowed_leaves_the_method_open() -> None:
    service = solved([body("app.f", "app.Repo.load"), REPO], {"app.Repo.load": []}).summary("app.f")
    known = {"app.f": service, "app.Repo.load": Summary(is_abstract=True)}
    solver = Solver(
        lambda name: known.get(name, NOTHING),
        lambda function: ["app.Disk.load"],
        allows=lambda name, category: name == "app.Disk.load",
    )
    solver.add([body("app.above", "app.f"), DISK])
    assert all(effect.is_pending for effect in solver.summary("app.above").effects)


def test_abstract_methods_that_implement_each_other_converge() -> None:
    first, second = body("app.A.m", is_abstract=True), body("app.B.m", is_abstract=True)
    both = {"app.A.m": ["app.B.m"], "app.B.m": ["app.A.m"]}
    (effect,) = solved([body("app.f", "app.A.m"), first, second], both).summary("app.f").effects
    assert effect.is_pending


RATE = body("app.Exchange.rate", is_abstract=True)
SLOW = body("app.Slow.rate", READ)
FEE = body("app.Exchange.fee", Function("app.Exchange.rate", is_own=True))


def test_a_class_settles_what_a_method_that_it_inherits_does() -> None:
    def implementations(function: Function) -> list[str]:
        return ["app.Quick.rate"] if function.receiver == "app.Quick" else ["app.Slow.rate"]

    quick = body("app.quick", Function("app.Exchange.fee", receiver="app.Quick"))
    slow = body("app.slow", Function("app.Exchange.fee", receiver="app.Slow"))
    solver = Solver(lambda name: NOTHING, implementations)
    solver.add([RATE, SLOW, FEE, quick, slow, body("app.any", "app.Exchange.fee")])
    assert solver.summary("app.quick").effects == ()
    (effect,) = solver.summary("app.slow").effects
    assert effect.chain == ("app.Exchange.fee", "app.Exchange.rate", "app.Slow.rate", "open")
    assert not effect.needs
    (effect,) = solver.summary("app.any").effects
    assert not effect.needs


def test_it_stays_open_what_the_own_object_does() -> None:
    total = body("app.Exchange.total", Function("app.Exchange.fee", is_own=True))
    solver = solved([RATE, SLOW, FEE, total], {"app.Exchange.rate": ["app.Slow.rate"]})
    (effect,) = solver.summary("app.Exchange.total").effects
    assert effect.needs == "app.Exchange.fee is open"


def test_a_class_has_a_body_for_what_it_makes_of_a_method_that_it_inherits() -> None:
    def inherited(function: Function) -> list[str]:
        return ["app.Slow.refresh"] if function.receiver == "app.Slow" else []

    refresh, load = body("app.Base.refresh"), body("app.Slow.load", READ)
    stands = body("app.Slow.refresh", "app.Slow.load")
    slow = body("app.slow", Function("app.Base.refresh", receiver="app.Slow"))
    quick = body("app.quick", Function("app.Base.refresh", receiver="app.Quick"))
    solver = Solver(lambda name: NOTHING, inherited=inherited)
    solver.add([refresh, load, stands, slow, quick, body("app.any", "app.Base.refresh")])
    (effect,) = solver.summary("app.slow").effects
    assert effect.chain == ("app.Base.refresh", "app.Slow.load", "open")
    assert solver.summary("app.quick").effects == ()
    assert solver.summary("app.any").effects == ()


def test_what_a_class_makes_of_an_inherited_method_is_allowed_with_that() -> None:
    bodies = [body("app.Base.refresh"), body("app.Slow.load", READ), body("app.Slow.refresh", "app.Slow.load")]
    asking = body("app.slow", Function("app.Base.refresh", receiver="app.Slow"))
    solver = Solver(
        lambda name: NOTHING,
        allows=lambda name, category: name == "app.Base.refresh",
        inherited=lambda function: ["app.Slow.refresh"] if function.receiver else [],
    )
    solver.add([*bodies, asking])
    assert solver.summary("app.slow").effects == ()


def test_a_service_that_may_block_in_a_category_is_asked_when_that_is_known() -> None:
    service = solved([body("app.f", "app.Repo.load"), REPO], {"app.Repo.load": []}).summary("app.f")
    known = {"app.f": service, "app.Repo.load": Summary(is_abstract=True)}
    solver = Solver(
        lambda name: known.get(name, NOTHING),
        lambda function: ["app.Disk.load"],
        allows=lambda name, category: (name, category) == ("app.f", READ.mark.category),
    )
    solver.add([body("app.above", "app.f"), DISK])
    assert all(effect.is_pending for effect in solver.summary("app.above").effects)
