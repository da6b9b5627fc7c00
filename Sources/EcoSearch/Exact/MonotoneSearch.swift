/// One variable whose objective never falls, under margins that never fall: the least value that meets them all.
///
/// Bisection keeps a value that misses below one that meets. Points of an audit apart, and all that were evaluated
/// on the way, must rise with the variable; where they do not, the form was wrong.
struct MonotoneSearch {
    let marginsRise: Bool
    /// In parts of the range.
    let precision: Double
    /// Points of the audit.
    let auditCount: Int

    func run(_ archive: inout SearchArchive) throws -> SearchCertainty {
        let axis = archive.space.axes[0]
        let ends = try archive.evaluate([[axis.low], [axis.high]], .exact)
        if marginsRise, !isMet(ends[0], archive), isMet(ends[1], archive) {
            try bisect(axis, &archive)
        }
        // Where margins fall with the variable, the lowest value is best or nothing is met.
        let audit = (1...max(1, auditCount)).map { number in
            axis.value(at: Double(number) / Double(auditCount + 1))
        }
        try archive.evaluate(audit.map { [$0] }, .audit)
        guard rises(archive) else { return .bestFound(.contradicted) }
        return .exact(precision: axis.step == nil ? precision : 0)
    }

    private func bisect(_ axis: SearchAxis, _ archive: inout SearchArchive) throws {
        var (missed, met) = (axis.low, axis.high)
        while true {
            let middle = axis.nearest(missed + (met - missed) / 2)
            let isDone = axis.share(of: met) - axis.share(of: missed) <= precision
            if isDone || middle <= missed || middle >= met { return }
            let position = try archive.evaluate([[middle]], .exact)[0]
            if isMet(position, archive) { met = middle } else { missed = middle }
        }
    }

    private func isMet(_ position: Int, _ archive: SearchArchive) -> Bool {
        archive.entries[position].appraisal.isFeasible
    }

    /// Whether everything evaluated keeps to the form, up to rounding.
    private func rises(_ archive: SearchArchive) -> Bool {
        let sorted = archive.entries.sorted { $0.values[0] < $1.values[0] }.map(\.appraisal)
        func keeps(_ values: [Double], rising: Bool) -> Bool {
            let size = values.reduce(0) { max($0, $1.isFinite ? $1.magnitude : 0) }
            let signed = rising ? values : values.map { -$0 }
            return zip(signed, signed.dropFirst()).allSatisfy { $1 >= $0 - 1e-9 * size }
        }
        guard keeps(sorted.map(\.objective), rising: true) else { return false }
        let count = sorted.map(\.margins.count).max() ?? 0
        return (0..<count).allSatisfy { constraint in
            keeps(
                sorted.map { constraint < $0.margins.count ? $0.margins[constraint] : -.infinity },
                rising: marginsRise)
        }
    }
}
