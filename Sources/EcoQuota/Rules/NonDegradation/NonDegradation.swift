import EcoParameters
import EcoUnits

/// No receptor gets worse, even below its limit. Method: `NonDegradation.md`.
public struct NonDegradation: QuotaRule {
    public static var declaration: GroupDeclaration {
        .rule(
            "non_degradation", LocalizedText(en: "Only better, never worse", zh: "环境质量只能变好不能变坏"),
            LocalizedText(
                en: "no station may be loaded more than by the emission of the first period before any trade",
                zh: "各站点负荷不得高于首期交易前的水平"), [])
    }

    public init(_ bound: BoundGroup) {}

    public func apply(to records: inout QuotaRecords, _ effect: inout RuleEffect) {
        records.nonDegradation = true
        effect.touched = records.receptors.count
    }
}
