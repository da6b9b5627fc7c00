import CEcoComp
import EcoParameters

/// The overrides of each run of a batch.
struct BatchPlan: @unchecked Sendable {
    private enum Values {
        case none
        case numbers(UnsafePointer<Double>, units: [String])
        case texts(CTexts)
    }

    let runCount: Int
    private let paths: [String]
    private let values: Values

    init(_ batch: eco_batch) throws(CallFailure) {
        runCount = try CallArguments.count(batch.run_count, "batch.run_count")
        paths = try CallArguments.texts(batch.paths, batch.path_count, "batch.paths")
        if let path = paths.first(where: { $0.contains("=") }) {
            throw .call("batch.paths", "'\(path)' is no path", hint: "the value stands in numbers or texts")
        }
        let cells = runCount.multipliedReportingOverflow(by: paths.count)
        guard !cells.overflow, cells.partialValue <= CallArguments.largestCount else {
            throw .call("batch.run_count", "too many values")
        }
        switch (batch.numbers, batch.texts) {
        case (let numbers?, nil):
            values = .numbers(numbers, units: try Self.units(batch.units, count: paths.count))
        case (nil, let texts?): values = .texts(texts)
        case (nil, nil) where cells.partialValue == 0: values = .none
        case (nil, nil): throw .call("batch", "neither numbers nor texts are given")
        case (_?, _?): throw .call("batch", "both numbers and texts are given")
        }
    }

    /// What follows each number: a blank and the unit, or nothing.
    private static func units(_ units: CTexts?, count: Int) throws(CallFailure) -> [String] {
        guard let units else { return Array(repeating: "", count: count) }
        var result: [String] = []
        for index in 0..<count {
            let unit = try CallArguments.optionalText(units[index], "batch.units[\(index)]") ?? ""
            result.append(unit.isEmpty ? "" : " \(unit)")
        }
        return result
    }

    /// As `--set` takes them.
    func overrides(_ run: Int) throws(CallFailure) -> [String] {
        let row = run * paths.count
        var result: [String] = []
        result.reserveCapacity(paths.count)
        for (column, path) in paths.enumerated() {
            switch values {
            case .none: break
            case .numbers(let numbers, let units):
                let number = numbers[row + column]
                guard number.isFinite else { throw .input("\(path) is not a finite number", path: path) }
                result.append("\(path)=\(NumberText.shortest(number))\(units[column])")
            case .texts(let texts):
                let text = try CallArguments.text(texts[row + column], "batch.texts[\(row + column)]")
                result.append("\(path)=\(text)")
            }
        }
        return result
    }
}
