/// The Gini coefficient of amounts over people as an expression: 1 - Σ people × (2 × below + amount) / (people × amount
/// of all), regions in the order of their amount per head, `below` being the amounts of those before.
enum GiniExpression {
    /// - Parameter cells: amounts and people as they are stored; every region must have people.
    static func text(_ cells: [(amount: String, people: String)]) -> String? {
        let numbers = cells.compactMap { cell -> (amount: Double, people: Double)? in
            guard let amount = Double(cell.amount), let people = Double(cell.people), people > 0 else {
                return nil
            }
            return (amount, people)
        }
        guard !cells.isEmpty, numbers.count == cells.count else { return nil }
        let order = numbers.indices.sorted {
            numbers[$0].amount * numbers[$1].people < numbers[$1].amount * numbers[$0].people
        }
        var below = 0.0
        var terms: [String] = []
        for index in order {
            terms.append("\(cells[index].people) * (2 * \(text(below)) + \(cells[index].amount))")
            below += numbers[index].amount
        }
        let people = text(numbers.reduce(0) { $0 + $1.people })
        guard below > 0 else { return nil }
        return "1 - (\(terms.joined(separator: " + "))) / (\(people) * \(text(below)))"
    }

    /// Without the exponent and the ending of whole numbers.
    private static func text(_ value: Double) -> String {
        Int64(exactly: value).map(String.init) ?? "\(value)"
    }
}
