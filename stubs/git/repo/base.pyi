from git import Repo as Repo
