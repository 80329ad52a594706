"""faiss and hnswlib on the vectors of a Parquet file, one query at a time.

Reads from stdin {"path", "queries", "truth", "threads"}; prints a line of JSON for each peer:
{"name", "build_ms", "memory_mb", "latencies_ms", "recall", "setting"}. What is looked through in a
query is raised until the recall is 0.95.
"""

import gc
import json
import resource
import sys
import time

import faiss
import hnswlib
import numpy as np
import pyarrow.parquet as parquet

K = 10
WANTED = 0.95


def main():
    call = json.load(sys.stdin)
    queries = np.array(call["queries"], dtype=np.float32)
    vectors = read_vectors(call["path"], queries.shape[1])
    faiss.omp_set_num_threads(call["threads"])
    for peer in (faiss_flat, faiss_ivf, hnsw):
        gc.collect()
        before = resident_mb()
        started = time.perf_counter()
        name, setting, search = peer(vectors, call["threads"])
        build_ms = (time.perf_counter() - started) * 1000
        memory_mb = resident_mb() - before
        while True:
            latencies, recall = measure(search, queries, call["truth"], setting)
            if recall >= WANTED or setting is None or setting > 4096:
                break
            setting *= 2
        del search
        say = {"name": name, "build_ms": build_ms, "memory_mb": memory_mb, "recall": recall}
        print(json.dumps({**say, "latencies_ms": latencies, "setting": setting}), flush=True)


def read_vectors(path, length):
    column = parquet.read_table(path, columns=["vector"])["vector"]
    parts = [chunk.flatten().to_numpy().reshape(-1, length) for chunk in column.chunks]
    return np.ascontiguousarray(np.concatenate(parts), dtype=np.float32)


def faiss_flat(vectors, threads):
    index = faiss.IndexFlatL2(vectors.shape[1])
    index.add(vectors)
    return "faiss exact", None, lambda query, _: index.search(query[None, :], K)[1][0]


def faiss_ivf(vectors, threads):
    lists = int(4 * len(vectors) ** 0.5)
    index = faiss.IndexIVFFlat(faiss.IndexFlatL2(vectors.shape[1]), vectors.shape[1], lists)
    index.train(vectors[: 64 * lists])
    index.add(vectors)

    def search(query, probes):
        index.nprobe = probes
        return index.search(query[None, :], K)[1][0]

    return "faiss IVF", 8, search


def hnsw(vectors, threads):
    index = hnswlib.Index(space="l2", dim=vectors.shape[1])
    index.init_index(max_elements=len(vectors), M=16, ef_construction=100)
    index.set_num_threads(threads)
    index.add_items(vectors)

    def search(query, effort):
        index.set_ef(effort)
        return index.knn_query(query[None, :], K)[0][0]

    return "hnswlib", 16, search


def measure(search, queries, truth, setting):
    latencies, found = [], 0
    for query, nearest in zip(queries, truth):
        started = time.perf_counter()
        ids = search(query, setting)
        latencies.append((time.perf_counter() - started) * 1000)
        found += len(set(map(int, ids)) & set(nearest))
    return latencies, found / (K * len(queries))


def resident_mb():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1e6


main()
