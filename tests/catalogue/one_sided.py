"""Names that only one of the two proofs can see, each with its reason: mypy's, or the one by import.

A name stands for all that is below it. The members of ``ON_INSTANCES`` are found on objects, not on their class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

COMPILED = "compiled and without types"
DECORATED = "decorators in other modules add its methods"
DESCRIBED = "its members are made from the description of a service"

HANDLERS: Mapping[str, str] = {
    f"textual.message_pump.MessagePump.on_{event}": "its base calls it by its name, where a class has it"
    for event in (
        "app_blur", "app_focus", "blur", "button_pressed", "checkbox_changed", "click", "collapsible_collapsed",
        "collapsible_expanded", "collapsible_toggled", "command_palette_closed", "command_palette_opened",
        "command_palette_option_highlighted", "data_table_cell_highlighted", "data_table_cell_selected",
        "data_table_column_highlighted", "data_table_column_selected", "data_table_header_selected",
        "data_table_row_highlighted", "data_table_row_label_selected", "data_table_row_selected", "delivery_complete",
        "delivery_failed", "descendant_blur", "descendant_focus", "directory_tree_directory_selected",
        "directory_tree_file_selected", "enter", "focus", "hide", "idle", "input_blurred", "input_changed",
        "input_submitted", "key", "leave", "list_view_highlighted", "list_view_selected", "load",
        "markdown_link_clicked", "markdown_table_of_contents_selected", "markdown_table_of_contents_updated", "mount",
        "mouse_capture", "mouse_down", "mouse_move", "mouse_release", "mouse_scroll_down", "mouse_scroll_left",
        "mouse_scroll_right", "mouse_scroll_up", "mouse_up", "option_list_option_highlighted",
        "option_list_option_selected", "paste", "print", "radio_button_changed", "radio_set_changed", "ready", "resize",
        "screen_resume", "screen_suspend", "select_changed", "selection_list_selected_changed",
        "selection_list_selection_highlighted", "selection_list_selection_toggled", "show", "switch_changed",
        "tabbed_content_cleared", "tabbed_content_tab_activated", "tabs_cleared", "tabs_tab_activated",
        "tabs_tab_disabled", "tabs_tab_enabled", "tabs_tab_hidden", "tabs_tab_shown", "text_area_changed",
        "text_area_selection_changed", "text_selected", "tree_node_collapsed", "tree_node_expanded",
        "tree_node_highlighted", "tree_node_selected", "unmount", "worker_state_changed",
    )
}  # fmt: skip

UNKNOWN_TO_MYPY: Mapping[str, str] = {
    "MySQLdb.connections.Connection": "its base is compiled and without types",
    "boto3.resources.base.ServiceResource": DESCRIBED,
    "botocore.client.BaseClient": DESCRIBED,
    "celery.Signature": "the package makes its names when they are asked for",
    "cx_Oracle": COMPILED,
    "diffusers.DiffusionPipeline.save_pretrained": "mypy sees the class that stands there where torch is missing",
    "django.db.models.Manager": "its methods are copied from those of QuerySet",
    "django.db.models.Model.objects": "classes that derive from it get it when they are made",
    "e2b_code_interpreter.Sandbox": "its base, which a star import brings under the same name, comes first for mypy",
    "ffmpeg.nodes.FilterableStream": DECORATED,
    "ffmpeg.nodes.OutputStream": DECORATED,
    "googleapiclient.discovery.Resource": DESCRIBED,
    "langchain.chains": "the package makes its names when they are asked for",
    "googlemaps.Client": "its module hands it its methods",
    "lxml.etree": COMPILED,
    "lxml.html.parse": "taken from what is compiled and without types",
    "mongoengine.Document.objects": "classes that derive from it get it when they are made",
    "plyvel.DB": COMPILED,
    "psycopg2.extensions.connection": COMPILED,
    "psycopg2.extensions.cursor": COMPILED,
    "psycopg2.extensions.lobject": COMPILED,
    "psycopg2.extras.ReplicationCursor.consume_stream": "its base is compiled and without types",
    "pyarrow.OSFile": COMPILED,
    "pyarrow.dataset.Dataset": COMPILED,
    "pycurl.Curl": COMPILED,
    "pycurl.CurlMulti": COMPILED,
    "pykube.query.Query.all": "gives another of its own class, which its types call by the base",
    "pykube.query.Query.filter": "gives another of its own class, which its types call by the base",
    "pyodbc": "mypy does not look for types next to a single compiled module",
    "speech_recognition.Recognizer": "its package adds what asks the services",
    "taglib": COMPILED,
    **HANDLERS,
    "tinydb.TinyDB": "hands what it does not know on to its default table",
    "tlz": "takes its names from cytoolz or toolz when it is imported",
}


FACTORY = "typeshed's class for what a function of that name makes"
ON_OBJECTS = "its objects get it when they are made"

UNKNOWN_TO_IMPORTS: Mapping[str, str] = {
    "_dbm._dbm": "typeshed's name for a class that only its objects lead to",
    "dbm._Database": "typeshed's name for what all databases have in common",
    "firecrawl.Firecrawl": ON_OBJECTS,
    "grpc._CallIterator": "what its types call what a streaming call gives",
    "multiprocessing.JoinableQueue": FACTORY,
    "multiprocessing.Queue": FACTORY,
    "multiprocessing.SimpleQueue": FACTORY,
    "multiprocessing.synchronize.SemLock.acquire": ON_OBJECTS,
    "os._wrap_close": "hands what it does not know on to the pipe",
    "select.poll": FACTORY,
    "socketserver.BaseServer.get_request": "the servers that derive from it have it",
    "sqlite3.Connection.load_extension": "left out where SQLite is built without extensions",
    **HANDLERS,
    "threading.Condition.acquire": ON_OBJECTS,
    "threading.Lock": FACTORY,
    "threading.RLock": FACTORY,
    "typing.IO.__iter__": "what files have that are typed as this",
    "typing.IO.__next__": "what files have that are typed as this",
    "urllib.response.addbase": "hands what it does not know on to the file",
}


def is_below(public: str, names: Iterable[str]) -> bool:
    """Tell whether a name is one of some others, or below it."""
    return any(public == name or public.startswith(f"{name}.") for name in names)


def _amazon_clients() -> Iterator[str]:
    """Yield what the clients have, of all services that give something to be read later."""
    import boto3

    session = boto3.Session(**_AMAZON)
    for name in session.get_available_services():
        model = session._session.get_service_model(name)
        operations = map(model.operation_model, model.operation_names)
        if any(one.has_streaming_output or one.has_event_stream_output for one in operations):
            yield from dir(session.client(name))


def _amazon_resources() -> Iterator[str]:
    import boto3

    session = boto3.Session(**_AMAZON)
    for name in session.get_available_resources():
        yield from _amazon_members(session.resource(name), set())


def _amazon_members(resource: Any, seen: set[str]) -> Iterator[str]:
    """Yield what a resource has, and what those have that it makes from names."""
    seen.add(type(resource).__name__)
    yield from dir(resource)
    for name in resource.get_available_subresources():
        made = _made_from_names(getattr(resource, name))
        if type(made).__name__ not in seen:
            yield from _amazon_members(made, seen)


def _made_from_names(make: Callable[..., object]) -> object:
    for count in range(6):
        with suppress(ValueError):
            return make(*["any"] * count)
    raise AssertionError(make)


def _google_resources() -> Iterator[str]:
    from googleapiclient import discovery

    method = {"id": "any.list", "path": "any", "httpMethod": "GET", "parameters": {}}
    described = {
        "name": "any", "version": "v1", "rootUrl": "https://localhost/", "servicePath": "",
        "resources": {"any": {"methods": {"list": method}}},
    }  # fmt: skip
    service = discovery.build_from_document(described, developerKey="any")
    yield "__getattr__" if callable(service.any) else ""
    yield "__call__" if callable(service.any) else ""
    yield from dir(service.any().list())


def _whales() -> Iterator[str]:
    from python_on_whales import DockerClient

    yield from dir(DockerClient())


def _tiny_databases() -> Iterator[str]:
    from tinydb import TinyDB
    from tinydb.storages import MemoryStorage

    with TinyDB(storage=MemoryStorage) as database:
        yield from dir(database.table("any"))


_AMAZON = {"region_name": "us-east-1", "aws_access_key_id": "any", "aws_secret_access_key": "any"}
ON_INSTANCES: Mapping[str, Callable[[], Iterator[str]]] = {
    "boto3.resources.base.ServiceResource": _amazon_resources,
    "botocore.client.BaseClient": _amazon_clients,
    "googleapiclient.discovery.Resource": _google_resources,
    "python_on_whales.DockerClient": _whales,
    "tinydb.TinyDB": _tiny_databases,
}
