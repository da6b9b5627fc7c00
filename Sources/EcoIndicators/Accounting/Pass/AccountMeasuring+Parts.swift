import EcoGrids
import EcoParameters

/// A pass in shares: each gives the integer sums of its own windows, and all of them add up to those of the whole.
extension AccountMeasuring {
    /// The windows of one share.
    ///
    /// - Parameter known: a part that an earlier call left; it is given back where it holds just these sums.
    func part(
        _ share: TaskShare, known: MeasuredPart?, on zones: Zones
    ) throws(DiagnosticFailure) -> MeasuredPart {
        var plan = try partPlan(zones)
        let key = try partKey(plan)
        if let known, known.share == share, known.key == key, state(of: known, plan) != nil { return known }
        plan.share = share.tasks(of: plan.tasks.count)
        settings.observer.begins()
        defer { settings.observer.rests() }
        let (state, _) = try RasterPass(plan, outputs: [], key: nil, opener: opener, settings: settings).run()
        let found = stack.certainFindings(state.census) + unknownClasses(in: state)
        if !found.isEmpty { throw DiagnosticFailure(found.sortedByLocation()) }
        return MeasuredPart(share, key: key, bytes: state.bytes, name: "")
    }

    /// What all shares gave together: the bits of a single pass.
    func merged(
        _ parts: [MeasuredPart], on zones: Zones
    ) throws(DiagnosticFailure) -> (extent: MeasuredExtent, sums: [String: MeasuredSums]) {
        let plan = try partPlan(zones)
        let key = try partKey(plan)
        var findings: [Diagnostic] = []
        var whole = PassState(plan)
        for part in parts {
            if part.key != key {
                findings.append(foreign(part, key))
            } else if let state = state(of: part, plan) {
                if whole.overlaps(state) { findings.append(doubled(part)) } else { whole.merge(state) }
            } else {
                findings.append(damaged(part))
            }
        }
        if findings.isEmpty, whole.isFinished.contains(false) { findings.append(incomplete(whole)) }
        if !findings.isEmpty { throw DiagnosticFailure(findings) }
        settings.observer.notes("\(parts.count) parts hold \(plan.tasks.count) windows")
        return try measured(whole, plan, whole.census)
    }

    /// Indicators that every share measures for itself: neither routed over the whole grid nor written cell by cell.
    private var cuttable: [(id: String, measurement: Measurement)] {
        measurements.filter { id, measurement in measurement.terrain == nil && !written.contains(id) }
    }

    private func partPlan(_ zones: Zones) throws(DiagnosticFailure) -> PassPlan {
        let items = cuttable.map {
            PassPlan.Item(id: $0.id, measurement: $0.measurement, terrain: nil, outputs: [])
        }
        guard !items.isEmpty else {
            throw DiagnosticFailure([
                Diagnostic(
                    code: "nothing_to_cut", path: "accounts.indicators",
                    "no indicator can be measured in parts: each is routed over the whole grid or written as a raster",
                    hint: "compute in one task with `ecocomp run`")
            ])
        }
        let whole = measurements.map(\.id).filter { id in !items.contains { $0.id == id } }
        if !whole.isEmpty {
            settings.observer.notes(
                "not in parts, since routed over the whole grid or written as rasters: "
                    + "\(whole.joined(separator: ", ")); the run that takes the parts measures them")
        }
        return PassPlan(stack, zones: zones, items: items, terrain: [], settings: settings)
    }

    private func partKey(_ plan: PassPlan) throws(DiagnosticFailure) -> String {
        if let key = key(plan, partKeys) { return key }
        throw DiagnosticFailure([
            Diagnostic(
                code: "layer_without_identity", path: "accounts.layers",
                "a layer is not a file whose content can be told apart, so that parts cannot be matched",
                hint: "give layers as files, or compute in one task with `ecocomp run`")
        ])
    }

    /// Nil unless it is whole and of exactly the tasks of its share.
    private func state(of part: MeasuredPart, _ plan: PassPlan) -> PassState? {
        guard let state = PassState(plan, decoding: part.bytes) else { return nil }
        let own = part.share.tasks(of: plan.tasks.count)
        let isOwn = state.isFinished.indices.allSatisfy { state.isFinished[$0] == own.contains($0) }
        return isOwn ? state : nil
    }

    private func unknownClasses(in state: PassState) -> [Diagnostic] {
        [unknownClasses(state.sums.extentTable)].compactMap { $0 }
    }

    // MARK: Findings

    private func foreign(_ part: MeasuredPart, _ key: String) -> Diagnostic {
        Diagnostic(
            code: "part_of_another_run", path: part.name,
            "the part was made from \(PartKey.difference(part.key, from: key))",
            hint: "make it again by this program from this scenario")
    }

    private func doubled(_ part: MeasuredPart) -> Diagnostic {
        Diagnostic(
            code: "part_doubled", path: part.name, "windows of this part are in another part too",
            hint: "remove one of them")
    }

    private func damaged(_ part: MeasuredPart) -> Diagnostic {
        Diagnostic(
            code: "part_damaged", path: part.name, "the part does not hold the sums of its windows",
            hint: "remove it and make it again")
    }

    private func incomplete(_ state: PassState) -> Diagnostic {
        let missing = state.isFinished.count { !$0 }
        return Diagnostic(
            code: "part_missing", path: "accounts",
            "\(missing) of \(state.isFinished.count) windows are in no part",
            hint: "make the parts that are missing")
    }
}

/// What in two keys is not the same, in a reader's words.
enum PartKey {
    private static let words: [(start: String, words: String)] = [
        ("engine ", "another version or build of the program"), ("grid ", "another analysis grid"),
        ("outlines ", "other outlines of regions"), ("zones ", "another `zone_rule`"),
        ("tasks ", "another cut of the grid"), ("slope ", "another use of the slope"),
        ("measure ", "other figures of an indicator"), ("kernel ", "other parameters of an indicator"),
    ]

    static func difference(_ theirs: String, from own: String) -> String {
        let (theirs, own) = (lines(theirs), lines(own))
        let known = Set(theirs)
        guard
            let line = own.first(where: { !known.contains($0) })
                ?? theirs.first(where: { !Set(own).contains($0) })
        else { return "another order of indicators" }
        let name = line.split(separator: " ").dropFirst().first.map(String.init) ?? ""
        if line.hasPrefix("layer ") { return "other content or another reading of the layer `\(name)`" }
        if line.hasPrefix("item ") { return "another choice of indicators: `\(name)`" }
        return words.first { line.hasPrefix($0.start) }?.words ?? "other inputs"
    }

    private static func lines(_ key: String) -> [Substring] { key.split(separator: "\n") }
}
