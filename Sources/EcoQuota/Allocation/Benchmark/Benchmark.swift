import EcoParameters
import EcoUnits

/// Output times an emission benchmark, corrected by one factor so that the total holds (as carbon quotas are set).
public struct Benchmark: QuotaAllocationMethod {
    static let outputParameter = Parameter<String>.text(
        "output", kind: .identifier, default: "output",
        LocalizedText(en: "indicator that holds the output of each region", zh: "产出（产量、供电量等）的指标代号"))
    static let benchmarksParameter = Parameter<[String: Double]>.quantities(
        "benchmarks", keys: .identifier, unit: .named("t"), range: .positive,
        LocalizedText(en: "emission for each unit of output, by pollutant", zh: "各污染物单位产出的排放基准值"))
    static let correctedParameter = Parameter<Bool>.boolean(
        "corrected", default: "true",
        LocalizedText(
            en: "whether one correction factor brings the sum to the cap; otherwise the sum is what it is",
            zh: "是否用修正系数使合计等于总量"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "benchmark", title: LocalizedText(en: "Benchmark", zh: "基准线法"),
            meaning: LocalizedText(
                en: "output times benchmark times one correction factor", zh: "产出量 × 基准值 × 修正系数"),
            parameters: [
                idParameter.declaration, outputParameter.declaration, benchmarksParameter.declaration,
                correctedParameter.declaration,
            ])
    }

    public let id: String
    private let output: String
    private let benchmarks: [String: Double]
    private let isCorrected: Bool

    public init(_ bound: BoundGroup) {
        id = Self.id(bound)
        output = bound[Self.outputParameter]
        benchmarks = bound[Self.benchmarksParameter]
        isCorrected = bound[Self.correctedParameter]
    }

    public init(output: String, benchmarks: [String: Double], isCorrected: Bool = true) {
        id = Self.declaration.id
        self.output = output
        self.benchmarks = benchmarks
        self.isCorrected = isCorrected
    }

    public func divide(_ task: AllocationTask, _ findings: inout [Diagnostic]) -> AllocationOutcome? {
        guard let benchmark = benchmarks[task.pollutant] else {
            task.report(
                "missing_value", "no benchmark is given", "add it to `benchmarks`, in t for a unit of output",
                &findings)
            return nil
        }
        guard let output = task.indicator(output, &findings) else { return nil }
        let raw = output.map { $0 * benchmark }
        let sum = raw.reduce(0, +)
        guard isCorrected else {
            return AllocationOutcome(quota: raw, facts: [AllocationFact("uncorrected_total", sum, unit: "t")])
        }
        guard let quota = task.proportional(to: raw, &findings) else { return nil }
        return AllocationOutcome(
            quota: quota,
            facts: [
                AllocationFact("uncorrected_total", sum, unit: "t"),
                AllocationFact("correction_factor", task.total / sum),
            ])
    }
}
