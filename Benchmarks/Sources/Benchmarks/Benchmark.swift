/// One subject that is measured: a piece of real work on a folder of generated rasters.
struct Benchmark: Sendable {
    /// Lower_snake, as on the command line.
    let id: String
    let meaning: String
    let work: @Sendable (Place) throws -> Outcome

    init(_ id: String, _ meaning: String, work: @escaping @Sendable (Place) throws -> Outcome) {
        self.id = id
        self.meaning = meaning
        self.work = work
    }
}

/// Where a benchmark finds its inputs and may write.
struct Place: Sendable {
    let grid: GeneratedGrid
    /// An empty folder for files that the benchmark makes.
    let folder: String
    /// Threads that it may use.
    let jobs: Int
    /// Further words of the command line, such as the layers to decode.
    let details: [String]
}

/// What a benchmark did.
struct Outcome: Sendable {
    /// Cells of the grid, by which costs are divided.
    let cells: Int
    /// A number that follows from the whole work, so that none of it can be left out and runs can be compared.
    let check: Double
    /// How much of what was done, by lower_snake name, such as `iterations`: the same in every run.
    var counts: [String: Int] = [:]
}
