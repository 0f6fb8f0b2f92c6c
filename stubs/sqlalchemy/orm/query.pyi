from sqlalchemy.orm import Query as Query
