import scholarly._scholarly

scholarly: scholarly._scholarly._Scholarly
