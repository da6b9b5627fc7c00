import EcoParameters
import EcoUnits

/// A way to divide a total over regions before any trade. One method, one folder, one line in the catalogue.
public protocol QuotaAllocationMethod: ParameterGroup {
    /// What the comparison and the key `applied` call it; the id of its declaration where none is given.
    var id: String { get }

    /// Divides the total of one pollutant; nil where the findings say why not.
    func divide(_ task: AllocationTask, _ findings: inout [Diagnostic]) -> AllocationOutcome?
}

extension QuotaAllocationMethod {
    static var idParameter: Parameter<String?> {
        Parameter<String>.text(
            "id", kind: .identifier,
            LocalizedText(
                en: "what the comparison calls this division; the method's own id where absent",
                zh: "比较表中的代号，缺省为方法代号")
        ).optional
    }

    static func id(_ bound: BoundGroup) -> String { bound[idParameter] ?? declaration.id }
}

/// The total of one pollutant and the regions that share it.
public struct AllocationTask: Sendable {
    public let pollutant: String
    /// Region codes, ascending: no result depends on the order of rows given.
    public let regions: [String]
    /// Emission of each region without new measures, t.
    public let baseline: [Double]
    /// Quota that each region holds so far, t.
    public let held: [Double]
    /// What there is to divide, t.
    public let total: Double
    /// The least and the most that each region may get, t.
    public let lowest: [Double]
    public let highest: [Double]
    /// Values of the indicators, each in the order of `regions`; NaN where a region has none.
    public let indicators: [String: [Double]]
    /// Where the block stands, for messages.
    public let location: SourceLocation?

    public init(
        pollutant: String, regions: [String], baseline: [Double], held: [Double]? = nil, total: Double,
        lowest: [Double]? = nil, highest: [Double]? = nil, indicators: [String: [Double]] = [:],
        location: SourceLocation? = nil
    ) {
        self.pollutant = pollutant
        self.regions = regions
        self.baseline = baseline
        self.held = held ?? baseline
        self.total = total
        self.lowest = lowest ?? regions.map { _ in 0 }
        self.highest = highest ?? regions.map { _ in .infinity }
        self.indicators = indicators
        self.location = location
    }
}

/// What a method gives each region, before it is rounded to whole steps.
public struct AllocationOutcome: Sendable {
    /// t, in the order of the task's regions.
    public var quota: [Double]
    /// What no region got and goes to the reserve, t.
    public var unsold = 0.0
    /// Price of the reserve from now on, yuan/t, where the method sets one.
    public var reservePrice: Double?
    /// Figures that explain the division.
    public var facts: [AllocationFact] = []

    public init(quota: [Double], facts: [AllocationFact] = []) {
        self.quota = quota
        self.facts = facts
    }
}

/// A figure that explains a division, such as a weight, a Gini coefficient or an efficiency.
public struct AllocationFact: Sendable, Equatable {
    /// Lower_snake, such as `gini_after`.
    public let id: String
    /// The indicator or region that it belongs to; empty where it belongs to the whole.
    public let subject: String
    public let value: Double
    public let unit: String

    public init(_ id: String, of subject: String = "", _ value: Double, unit: String = "1") {
        self.id = id
        self.subject = subject
        self.value = value
        self.unit = unit
    }
}

extension AllocationTask {
    /// The values of an indicator, all given and at least 0 with a sum above 0; nil where the findings say why not.
    func indicator(_ id: String, above minimum: Double? = nil, _ findings: inout [Diagnostic]) -> [Double]? {
        guard let values = indicators[id] else {
            let known = indicators.keys.sorted()
            let near = Suggestion.nearest(to: id, in: known)
            report(
                "unknown_indicator", "no indicator '\(id)' is given",
                near.map { "did you mean `\($0)`?" } ?? "known are: \(known.joined(separator: ", "))",
                &findings)
            return nil
        }
        let missing = zip(regions, values).filter { $1.isNaN }.map(\.0)
        guard missing.isEmpty else {
            report(
                "missing_indicator", "indicator '\(id)' has no value for \(missing.joined(separator: ", "))",
                "add the rows to the indicators", &findings)
            return nil
        }
        let wrong = zip(regions, values).filter { $1 < 0 || $1 <= minimum ?? -1 }.map(\.0)
        guard wrong.isEmpty, values.reduce(0, +) > 0 else {
            let what = minimum == nil ? "at least 0 everywhere and above 0 somewhere" : "above 0 everywhere"
            let places = wrong.isEmpty ? "" : ": look at \(wrong.joined(separator: ", "))"
            report(
                "out_of_range", "indicator '\(id)' must be \(what)\(places)",
                "correct its values, or use another indicator", &findings)
            return nil
        }
        return values
    }

    func report(_ code: String, _ message: String, _ hint: String, _ findings: inout [Diagnostic]) {
        findings.append(
            Diagnostic(
                code: code, at: location, path: "quota.allocation", "\(pollutant): \(message)", hint: hint))
    }

    /// Divides the total in proportion to weights, within the bounds of each region.
    func proportional(to weights: [Double], _ findings: inout [Diagnostic]) -> [Double]? {
        if let quota = BoundedProportions.divide(total, weights: weights, lowest: lowest, highest: highest) {
            return quota
        }
        report(
            "bounds_conflict",
            "\(total) t cannot be divided: the bounds of change leave \(lowest.reduce(0, +)) to "
                + "\(highest.reduce(0, +)) t",
            "widen largest_cut or largest_rise, or change the cap", &findings)
        return nil
    }
}
