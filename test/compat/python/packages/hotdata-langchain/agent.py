"""What an agent is given: a client, tools by name, and vectors that need no model."""

import json

from hotdata_framework import HotdataClient
from hotdata_langchain import make_hotdata_tools
from langchain_core.embeddings import Embeddings

WORDS = ("cat", "dog", "fish", "car", "train")


class WordCounts(Embeddings):
    """A text's vector says how often each of a few words is in it."""

    def embed_query(self, text):
        words = text.lower().split()
        return [float(words.count(word)) for word in WORDS]

    def embed_documents(self, texts):
        return [self.embed_query(text) for text in texts]


def client(context):
    return HotdataClient(context.api_key, context.workspace_id, host=context.host)


def tools(connection, **settings):
    """The toolkit, as functions from arguments to parsed answers."""
    made = make_hotdata_tools(connection, **settings)
    return {tool.name: lambda _tool=tool, **arguments: json.loads(_tool.invoke(arguments)) for tool in made}
