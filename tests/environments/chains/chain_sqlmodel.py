import sqlmodel


async def handler():
    engine = sqlmodel.create_engine("sqlite://")
    engine.connect()  # blocks: database
    with sqlmodel.Session(engine) as session:
        session.exec(sqlmodel.select(1))  # blocks: database
        session.get(dict, 1)  # blocks: database
        session.add(1)
