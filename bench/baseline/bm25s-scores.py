"""Scores of bm25s, a Lucene-like BM25, for documents that are given as words.

Reads the path of a file with a document's words on each line, and queries from stdin as
[[[word, ...], [id, ...]], ...]; prints the score of each of those documents as JSON.
"""

import json
import sys

import bm25s

with open(sys.argv[1], encoding="utf8") as file:
    documents = [line.split() for line in file]
model = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
model.index(documents, show_progress=False)
answers = []
for words, ids in json.load(sys.stdin):
    scores = model.get_scores(words)
    answers.append([float(scores[id]) for id in ids])
print(json.dumps(answers))
