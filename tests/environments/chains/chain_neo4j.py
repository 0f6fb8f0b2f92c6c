import neo4j
from neo4j import GraphDatabase


def names(driver: neo4j.Driver):
    with driver.session() as session:
        return session.run("return 1").single()


async def handler(driver: neo4j.Driver):
    driver.session().run("return 1")  # blocks: database
    GraphDatabase.driver("bolt://localhost").verify_connectivity()  # blocks: database
    names(driver)  # blocks: database
    driver.session()
