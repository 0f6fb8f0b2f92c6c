from requests import Session as Session
