/// All benchmarks. A new one is a file under `Subjects/` and one line here.
enum Registry {
    static let benchmarks: [Benchmark] = [
        .memoryRead, .decode, .digest,
        .layerReading, .zonalSums,
        .waterRetentionTable, .waterYieldTable, .carbonTable, .sedimentTable,
        .steepestDescent,
        .worldClasses,
        .quotaPools, .quotaEdges, .quotaSources, .quotaAgain,
    ]

    static func benchmark(_ id: String) -> Benchmark? { benchmarks.first { $0.id == id } }
}
