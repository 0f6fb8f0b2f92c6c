import sqlalchemy
from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("sqlite://")
make = sessionmaker(engine)


def users(session: Session):
    return session.query(dict).filter().order_by().all()


async def handler(session: Session):
    sqlalchemy.create_engine("sqlite://").connect().execute(sqlalchemy.text("select 1"))  # blocks: database
    users(session)  # blocks: database
    session.query(dict).filter_by(name="a").limit(1).first()  # blocks: database
    query = session.query(dict).filter_by(name="a").limit(1)
    make().commit()  # blocks: database
    print(query, engine.url)
