import EcoUnits

extension OxygenRelease {
    /// Mass of oxygen over that of the carbon dioxide from which it comes.
    public static let oxygenOfCarbonDioxide = 32.0 / 44

    /// What oxygen over carbon dioxide may be where both come from one process.
    public static let plausibleRatio = 0.70...0.75

    /// Oxygen in the unit of `dryMatter`.
    static func oxygen(dryMatter: Double, _ method: OxygenMethod) -> Double { dryMatter * method.ratio }

    /// A word where oxygen and carbon dioxide of one account cannot come from one process: oxygen from gross
    /// production beside carbon from a rate.
    public static func ratioNote(oxygen: Double, carbonDioxide: Double) -> LocalizedText? {
        guard carbonDioxide != 0, oxygen != 0 else { return nil }
        let ratio = oxygen / carbonDioxide
        guard !plausibleRatio.contains(ratio) else { return nil }
        let text = Note.number(ratio)
        return LocalizedText(
            en: "oxygen is \(text) of the carbon dioxide, not 0.73: the two come from different routes",
            zh: "释氧量与固碳量之比为 \(text)，应为 0.73：两者方法不一致")
    }
}
