import EcoParameters

/// Projects and the quota that they hold, free or move.
struct Pipeline: Sendable {
    struct Part: Sendable {
        let source: Int
        /// The account that gives the quota: of an enclave that of the origin.
        let payer: Int
        let emission: Double
        let ratio: Double
    }

    struct Project: Sendable {
        let id: String
        let kind: PipelineKind
        let region: Int
        let host: Int
        let commitment: Int
        let production: Int
        let value: Double
        let cost: Double
        let originShare: Double
        let reserveShare: Double
        /// Position of a project that must have begun before.
        let after: Int?
        var parts: [Part]
    }

    /// In an order in which each stands behind the one that it waits for.
    private(set) var projects: [Project] = []
    private let sourceCount: Int
    private let regionCount: Int
    private let regionOfSource: [Int]

    init(_ table: Table?, _ world: SimulationWorld, _ findings: inout [Diagnostic]) {
        sourceCount = world.records?.sources.count ?? 0
        regionCount = world.regionCount
        regionOfSource = world.regionOfSource
        guard let table else { return }
        read(table, world, &findings)
    }

    private typealias Columns = GrowthParameters.Pipeline

    private mutating func read(
        _ table: Table, _ world: SimulationWorld, _ findings: inout [Diagnostic]
    ) {
        var firstRows: [String: Int] = [:]
        for row in table.rows where firstRows[table.value(row, Columns.project)] == nil {
            firstRows[table.value(row, Columns.project)] = row
        }
        var places: [String: Int] = [:]
        for id in Self.ordered(table, firstRows, &findings) {
            guard let row = firstRows[id],
                let project = project(table, row, places, world, &findings)
            else { continue }
            places[id] = projects.count
            projects.append(project)
        }
    }

    /// Projects behind those that they wait for; a circle is a finding.
    private static func ordered(
        _ table: Table, _ firstRows: [String: Int], _ findings: inout [Diagnostic]
    ) -> [String] {
        var done: [String] = []
        var isDone: Set<String> = []
        var rest = firstRows.sorted { $0.value < $1.value }.map(\.key)
        while !rest.isEmpty {
            let ready = rest.filter { id in
                guard let row = firstRows[id], let other = table.optional(row, Columns.after) else {
                    return true
                }
                return isDone.contains(other) || firstRows[other] == nil
            }
            guard !ready.isEmpty else {
                let row = firstRows[rest[0]] ?? 0
                findings.append(
                    table.finding(
                        row, Columns.after, "cyclic_dependency",
                        "these projects wait for each other: \(rest.joined(separator: ", "))",
                        hint: "let one of them begin without another"))
                return done
            }
            done += ready
            isDone.formUnion(ready)
            rest.removeAll { isDone.contains($0) }
        }
        return done
    }

    private func project(
        _ table: Table, _ first: Int, _ places: [String: Int], _ world: SimulationWorld,
        _ findings: inout [Diagnostic]
    ) -> Project? {
        let id = table.value(first, Columns.project)
        let after = table.optional(first, Columns.after)
        if let after, places[after] == nil {
            findings.append(
                table.finding(
                    first, Columns.after, "unknown_project", "no project is called '\(after)'",
                    hint: "name a project of the table"))
            return nil
        }
        guard let region = world.region(table, first, Columns.region, &findings),
            let kind = PipelineKind(rawValue: table.value(first, Columns.kind))
        else { return nil }
        let host =
            table.optional(first, Columns.host) == nil
            ? region : world.region(table, first, Columns.host, &findings)
        guard let host else { return nil }
        let production = table.optional(first, Columns.production) ?? 0
        let commitment = table.optional(first, Columns.commitment) ?? production
        if commitment > production {
            findings.append(
                table.finding(
                    first, Columns.commitment, "out_of_range",
                    "the commitment of \(commitment) comes after production in \(production)",
                    hint: "quota is committed before production, at the latest in its year"))
        }
        let parts = table.rows.filter { table.value($0, Columns.project) == id }.compactMap {
            part(table, $0, world, kind, &findings)
        }
        return Project(
            id: id, kind: kind, region: region, host: host, commitment: commitment, production: production,
            value: table.optional(first, Columns.value) ?? 0, cost: table.optional(first, Columns.cost) ?? 0,
            originShare: table.optional(first, Columns.originShare) ?? 0,
            reserveShare: table.optional(first, Columns.reserveShare) ?? 0,
            after: after.flatMap { places[$0] }, parts: parts)
    }

    private func part(
        _ table: Table, _ row: Int, _ world: SimulationWorld, _ kind: PipelineKind,
        _ findings: inout [Diagnostic]
    ) -> Part? {
        let (pollutant, sector) = (table.value(row, Columns.pollutant), table.value(row, Columns.sector))
        let region = table.value(row, Columns.region)
        let host = kind == .enclave ? table.optional(row, Columns.host) ?? region : region
        guard let source = world.source(host, pollutant, sector),
            let payer = world.source(region, pollutant, sector)
        else {
            findings.append(
                table.finding(
                    row, Columns.sector, "unknown_source",
                    "the market has no source of \(pollutant) of \(sector) in \(region)"
                        + (host == region ? "" : " and \(host)"),
                    hint: "add it to the table of sources, with baseline 0 where it is new"))
            return nil
        }
        return Part(
            source: source, payer: payer, emission: table.value(row, Columns.emission),
            ratio: table.optional(row, Columns.ratio) ?? 1)
    }
}

// MARK: A year

extension Pipeline {
    /// Emission that running projects add to each source, t; closures and upgrades take away.
    func emission(_ state: PipelineYear) -> [Double] {
        var sums = [Double](repeating: 0, count: sourceCount)
        for (project, began) in zip(projects, state.began) where began != nil {
            for part in project.parts {
                sums[part.source] += project.kind.isNew ? part.emission : -part.emission
            }
        }
        return sums
    }

    /// Lets projects begin whose year has come, whose predecessor runs and whose quota is covered.
    func advance(_ state: inout YearState) {
        var pipeline = state.pipeline
        if pipeline.began.isEmpty {
            pipeline.began = [Int?](repeating: nil, count: projects.count)
            pipeline.delays = [Int](repeating: 0, count: projects.count)
        }
        let zeros = [Double](repeating: 0, count: regionCount)
        (pipeline.committed, pipeline.freed, pipeline.cost, pipeline.value) = (zeros, zeros, zeros, zeros)
        var free = state.quota
        for (index, project) in projects.enumerated() {
            let due = project.production + pipeline.delays[index]
            if pipeline.began[index] == nil, state.year >= due {
                let waits = project.after.map { pipeline.began[$0].map { $0 > state.year } ?? true } ?? false
                if waits || !isCovered(project, &free) {
                    pipeline.delays[index] += 1
                } else {
                    pipeline.began[index] = state.year
                    pipeline.cost[project.region] += project.cost
                }
            }
            book(project, index, state.year, &pipeline)
        }
        state.pipeline = pipeline
    }

    /// Whether the accounts hold what the project needs; it is then spoken for.
    private func isCovered(_ project: Project, _ free: inout [Double]) -> Bool {
        guard project.kind.isNew else { return true }
        let isEnough = project.parts.allSatisfy { free[$0.payer] >= $0.ratio * $0.emission }
        if isEnough { for part in project.parts { free[part.payer] -= part.ratio * part.emission } }
        return isEnough
    }

    private func book(_ project: Project, _ index: Int, _ year: Int, _ pipeline: inout PipelineYear) {
        guard let began = pipeline.began[index] else {
            guard project.kind.isNew, year >= project.commitment else { return }
            for part in project.parts {
                pipeline.committed[regionOfSource[part.payer]] += part.ratio * part.emission
            }
            return
        }
        pipeline.value[project.host] += (1 - project.originShare) * project.value
        pipeline.value[project.region] += project.originShare * project.value
        guard !project.kind.isNew, began == year else { return }
        for part in project.parts { pipeline.freed[project.region] += part.emission }
    }

    /// What commitments, enclaves and the reserve change of the quota issued, by source, t. What the sources lose in
    /// all is withheld.
    func adjustments(_ state: PipelineYear, year: Int) -> [Double] {
        var changes = [Double](repeating: 0, count: sourceCount)
        for (index, project) in projects.enumerated() {
            let hasBegun = state.began.isEmpty ? false : state.began[index] != nil
            for part in project.parts {
                switch project.kind {
                case .new, .enclave:
                    let need = part.ratio * part.emission
                    if hasBegun {
                        // More than one tonne for a tonne is retired; the rest is where the project emits.
                        changes[part.payer] -= need
                        changes[part.source] += part.emission
                    } else if year >= project.commitment {
                        changes[part.payer] -= need
                    }
                case .closure, .upgrade:
                    if hasBegun { changes[part.source] -= project.reserveShare * part.emission }
                }
            }
        }
        return changes
    }
}
