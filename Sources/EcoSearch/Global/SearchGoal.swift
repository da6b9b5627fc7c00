/// What a refinement of an entry is after: the search's own objective, one axis of a front under bounds on the others,
/// or a variable pushed to its end among points that are nearly as good.
struct SearchGoal: Sendable {
    /// Objective and margins of an entry under this goal.
    private let view: @Sendable (_ shares: [Double], Appraisal) -> (objective: Double, margins: [Double])

    init(
        _ view:
            @escaping @Sendable (_ shares: [Double], Appraisal) -> (
                objective: Double, margins: [Double]
            )
    ) {
        self.view = view
    }

    static let own = SearchGoal { _, appraisal in (appraisal.objective, appraisal.margins) }

    /// The least of one criterion, the others no more than `bounds` (in parts of `sizes`).
    static func criterion(_ axis: Int, bounds: [Double], sizes: [Double]) -> SearchGoal {
        SearchGoal { _, appraisal in
            let others = appraisal.criteria.indices.filter { $0 != axis && bounds[$0].isFinite }
            let room = others.map { (bounds[$0] - appraisal.criteria[$0]) / max(sizes[$0], 1e-300) }
            return (appraisal.criteria[axis], appraisal.margins + room)
        }
    }

    /// A variable as low (sign 1) or as high (sign -1) as it goes where the objective is at most `limit`.
    static func variable(_ axis: Int, sign: Double, limit: Double, size: Double) -> SearchGoal {
        SearchGoal { shares, appraisal in
            let room = (limit - appraisal.objective) / max(size, 1e-300)
            return (sign * shares[axis], appraisal.margins + [room])
        }
    }

    /// The search's own goal with some constraints relaxed, in their margins.
    static func relaxed(_ constraint: Int, by amount: Double) -> SearchGoal {
        SearchGoal { _, appraisal in
            var margins = appraisal.margins
            if margins.indices.contains(constraint) { margins[constraint] += amount }
            return (appraisal.objective, margins)
        }
    }

    func values(_ position: Int, _ archive: SearchArchive) -> (objective: Double, margins: [Double]) {
        view(archive.shares(position), archive.entries[position].appraisal)
    }

    func standing(_ position: Int, _ archive: SearchArchive) -> Standing {
        let own = values(position, archive)
        return Standing(own.objective, own.margins)
    }

    /// The entry that stands best; the first of equal ones.
    func best(_ archive: SearchArchive) -> Int? {
        let standings = archive.entries.indices.map { standing($0, archive) }
        return standings.indices.min { standings[$0] < standings[$1] }
    }
}
