import EcoQuota

extension RunFile {
    /// `quota_curves.csv`: what stricter aims cost, as the block's `curves` ask for.
    static func quotaCurves(_ result: QuotaResult) -> RunFile? {
        let curves = result.market.problem.curves(result.parameters)
        guard !curves.isEmpty else { return nil }
        var csv = CSVText(columns: ["curve", "aim", "level", "cost_yuan", "price_yuan_per_unit", "proven"])
        for (index, curve) in curves.enumerated() {
            for point in curve.points {
                csv.append([
                    "\(index + 1)", curve.aim.id, cell(point.level), cell(point.cost), cell(point.price),
                    point.certificate.verdict == .proven ? "yes" : "no",
                ])
            }
        }
        return RunFile("quota_curves.csv", csv.text)
    }
}
