/// How plan and prices answer to a limit once columns and limits have changed sides: the system of the start stays
/// eliminated, and what changed stands in a border of a few rows and columns (Schur complement).
///
/// Where the system of the start has more solutions than one, their differences are unknowns of the border too,
/// and equations that follow from others are equations of it; so every change finds its place.
struct ResponseBorder {
    /// What changes sides.
    enum Change: Hashable {
        case column(Int)
        case row(Int)
    }

    private struct Member {
        let change: Change
        /// Its column beside the system of the start.
        let side: [(unknown: Int, value: Double)]
        /// What the system of the start makes of it.
        let answer: SparseElimination.Answer
        /// What it makes of the differences of the start's solutions.
        let differences: [Int: Double]
    }

    /// One solution of the bordered system, or the difference of two.
    private struct Weights {
        let members: [Double]
        let differences: [(index: Int, value: Double)]
    }

    private let response: LimitResponse
    private let base: SparseElimination.Answer
    private var members: [Member] = []
    /// Of each member what it means for each.
    private var pairs: [[Double]] = []
    private(set) var isOpen: [Bool]
    private(set) var isTight: [Bool]

    /// - Parameter direction: 1 where the limit is relaxed, -1 where it is tightened.
    init(_ response: LimitResponse, _ row: Int, direction: Double) {
        self.response = response
        var right = [Double](repeating: 0, count: response.open.count + response.tight.count)
        right[response.open.count + response.tightPlace[row]] = direction
        base = response.elimination.answer(right)
        isOpen = response.openPlace.map { $0 >= 0 }
        isTight = response.tightPlace.map { $0 >= 0 }
    }

    // MARK: Changing sides

    /// Lets a column or limit change sides.
    mutating func toggle(_ change: Change) {
        switch change {
        case .column(let column): isOpen[column].toggle()
        case .row(let row): isTight[row].toggle()
        }
        if let known = members.firstIndex(where: { $0.change == change }) {
            members.remove(at: known)
            pairs.remove(at: known)
            for index in pairs.indices { pairs[index].remove(at: known) }
            return
        }
        let member = member(change)
        for index in pairs.indices { pairs[index].append(pair(members[index], member)) }
        members.append(member)
        pairs.append(members.map { pair(member, $0) })
    }

    private func member(_ change: Change) -> Member {
        let side = side(of: change)
        var right = [Double](repeating: 0, count: response.open.count + response.tight.count)
        for (unknown, value) in side { right[unknown] = value }
        var differences: [Int: Double] = [:]
        for (index, difference) in response.differences.enumerated() {
            let value = Self.sum(difference.lazy.map { $0.value * right[$0.unknown] })
            if value != 0 { differences[index] = value }
        }
        return Member(
            change: change, side: side, answer: response.elimination.answer(right), differences: differences)
    }

    private func side(of change: Change) -> [(unknown: Int, value: Double)] {
        let first = response.open.count
        switch change {
        case .column(let column) where response.openPlace[column] >= 0:
            return [(response.openPlace[column], 1)]
        case .row(let row) where response.tightPlace[row] >= 0:
            return [(first + response.tightPlace[row], 1)]
        case .column(let column):
            return response.tight.enumerated()
                .map { (first + $0, response.entry($1, column)) }.filter { $0.1 != 0 }
        case .row(let row):
            let entries = response.entries(ofRow: row)
            return response.open.enumerated().map { ($0, entries[$1]) }.filter { $0.1 != 0 }
        }
    }

    /// What one member's row makes of another one's column.
    private func pair(_ one: Member, _ other: Member) -> Double {
        let passed = Self.sum(one.side.lazy.map { $0.value * other.answer.found[$0.unknown] })
        let (own, size) = (corner(one.change, other.change), passed.magnitude)
        let difference = own - passed
        return difference.magnitude > Self.rounding * max(own.magnitude, size) ? difference : 0
    }

    /// What two changes have to do with each other directly.
    private func corner(_ one: Change, _ other: Change) -> Double {
        switch (one, other) {
        case (.column(let a), .column(let b)):
            a == b && response.openPlace[a] < 0 ? response.program.curvature[a] : 0
        case (.column(let column), .row(let row)), (.row(let row), .column(let column)):
            response.openPlace[column] < 0 && response.tightPlace[row] < 0 ? response.entry(row, column) : 0
        case (.row, .row): 0
        }
    }

    private static let rounding = 1e-11

    /// A sum that cancels to rounding is 0.
    private static func sum(_ terms: some Sequence<Double>) -> Double {
        var (sum, size) = (0.0, 0.0)
        for term in terms {
            sum += term
            size += term.magnitude
        }
        return sum.magnitude > rounding * size ? sum : 0
    }

    // MARK: Answers

    /// How plan and prices move with the limit; `nil` where no plan can follow it at present.
    func line() -> ResponseMove? {
        let (system, differences) = system()
        return system.solution.map { move(base.found, weights($0, differences)) }
    }

    /// How prices alone may move where no plan can follow: each way, as rates for one unit of the limit's price.
    func ways(ofPrice row: Int) -> [ResponseMove] {
        let place = response.open.count + response.tightPlace[row]
        let (system, touched) = system()
        let apart = response.differences.indices.filter { !touched.contains($0) }.map { index in
            Weights(members: members.map { _ in 0 }, differences: [(index, 1)])
        }
        let still = [Double](repeating: 0, count: base.found.count)
        return (system.differences.map { weights($0, touched) } + apart).compactMap { way in
            let unknowns = unknowns(still, way)
            let size = unknowns.reduce(0) { max($0, $1.magnitude) }
            guard unknowns[place].magnitude > 1e-9 * size else { return nil }
            let scale = 1 / unknowns[place]
            return move(unknowns.map { $0 * scale }, of: way.members.map { $0 * scale })
        }
    }

    /// The system of the border: the members' rows, then the equations that follow from others; the members' weights,
    /// then those of the differences that any member feels, which are told beside it.
    private func system() -> (system: DenseSystem, differences: [Int]) {
        let differences = Set(members.flatMap(\.differences.keys)).sorted()
        var rows = zip(members, pairs).map { member, pair in
            pair + differences.map { member.differences[$0] ?? 0 }
        }
        var right = members.map { member in
            -Self.sum(member.side.lazy.map { $0.value * base.found[$0.unknown] })
        }
        let equations = Set((members.map(\.answer) + [base]).flatMap { $0.rest.map(\.equation) }).sorted()
        for equation in equations {
            rows.append(members.map { $0.answer.rest(of: equation) } + differences.map { _ in 0 })
            right.append(base.rest(of: equation))
        }
        return (
            DenseSystem(rows, columns: members.count + differences.count, right: right), differences
        )
    }

    private func weights(_ found: [Double], _ differences: [Int]) -> Weights {
        Weights(
            members: Array(found.prefix(members.count)),
            differences: zip(differences, found.dropFirst(members.count)).map { ($0, $1) })
    }

    private func unknowns(_ start: [Double], _ weights: Weights) -> [Double] {
        var unknowns = start
        for (member, weight) in zip(members, weights.members) where weight != 0 {
            for index in unknowns.indices { unknowns[index] -= weight * member.answer.found[index] }
        }
        for (index, weight) in weights.differences where weight != 0 {
            for (unknown, value) in response.differences[index] { unknowns[unknown] += weight * value }
        }
        return unknowns
    }

    private func move(_ start: [Double], _ weights: Weights) -> ResponseMove {
        move(unknowns(start, weights), of: weights.members)
    }

    private func move(_ unknowns: [Double], of weights: [Double]) -> ResponseMove {
        var values = [Double](repeating: 0, count: response.program.columnCount)
        var prices = [Double](repeating: 0, count: response.tightPlace.count)
        for (position, column) in response.open.enumerated() { values[column] = unknowns[position] }
        for (position, row) in response.tight.enumerated() {
            prices[row] = unknowns[response.open.count + position]
        }
        for (member, weight) in zip(members, weights) {
            switch member.change {
            case .column(let column): values[column] = response.openPlace[column] < 0 ? weight : 0
            case .row(let row): prices[row] = response.tightPlace[row] < 0 ? weight : 0
            }
        }
        return ResponseMove(response.program, values: values, prices: prices)
    }
}

extension SparseElimination.Answer {
    fileprivate func rest(of equation: Int) -> Double {
        rest.first { $0.equation == equation }?.value ?? 0
    }
}
