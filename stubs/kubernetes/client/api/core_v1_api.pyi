from kubernetes.client import CoreV1Api as CoreV1Api
