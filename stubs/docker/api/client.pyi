from docker import APIClient as APIClient
