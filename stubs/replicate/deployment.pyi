from noblock import blocking

import replicate.prediction

class Deployments:
    @blocking("http", use="replicate.deployment.Deployments.async_list")
    def list(self): ...
    @blocking("http", use="replicate.deployment.Deployments.async_get")
    def get(self) -> Deployment: ...
    @blocking("http", use="replicate.deployment.Deployments.async_create")
    def create(self) -> Deployment: ...
    @blocking("http", use="replicate.deployment.Deployments.async_update")
    def update(self) -> Deployment: ...

class DeploymentPredictions:
    @blocking("http", use="replicate.deployment.DeploymentPredictions.async_create")
    def create(self) -> replicate.prediction.Prediction: ...

class Deployment:
    @property
    def predictions(self) -> DeploymentPredictions: ...
