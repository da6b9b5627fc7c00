import EcoUnits

extension ReportText {
    // MARK: No plan
    static let noPlan = both("No plan meets the limits", "没有方案能满足全部限值")
    static let noPlanMeaning = both(
        "Each conflict below is a smallest set of limits that cannot be met together, whatever is traded or abated.",
        "下列每组冲突是无论如何交易和减排都无法同时满足的最小限值组合。")
    static let conflict = both("Conflict", "冲突")
    static let conflictLimits = both("Limits of the conflict", "冲突中的限值")
    static let conflictNote = both(
        "Missing: by how much the limit must give way while the others hold. Weight: its part in the proof that they "
            + "cannot be met.",
        "缺口：其余限值不变时该限值须放宽的量；权重：该限值在不可行证明中的作用。")
    static let missingAmount = both("Missing", "缺口")
    static let raisedTo = both("Can be met from", "可满足的限值")
    static let weightInProof = both("Weight", "权重")
    static let whoAdds = both("Who adds to the limits", "各地贡献")
    static let emission = both("Emission at full abatement", "措施用足后排放量")
    static let addsToLimits = both("Adds", "贡献")
    static let waysOut = both("Ways out, each tried", "可行的出路（均经测算）")
    static let adjustment = both("Change", "调整")
    static let costThen = both("Cost of the plan then", "调整后方案费用")
    static let furtherLimits = both("Further limits out of reach", "其他无法达到的限值")
    static let coveringShortfall = both("What would cover emission without quota", "如何消除指标缺口")

    // MARK: Curves
    static let costCurves = both("What stricter aims cost", "更严目标的费用")
    static let costCurve = both("Cost of the plan by", "方案费用随变化")
    static let curveAlternative = both(
        "Line: least cost of the plan at each level of the aim.", "折线：各目标水平下的最小费用。")
    static let curveNote = both(
        "Every point is a plan of its own with its proof; the price is what one unit of relief saves.",
        "每一点为单独求解并证明的方案；价格为放宽一个单位所节省的费用。")
    static let priceOfOneMore = both("Price, yuan for each unit", "影子价格（元/单位）")
    static let curveAims: [String: LocalizedText] = [
        "emission": both("emission, t", "排放量（吨）"),
        "exposure": both("exposure of the population, person µg/m³", "人口暴露量（人·µg/m³）"),
        "receptor_limits": both("limits of the stations (1 = as they are)", "站点限值（1 为现状）"),
    ]
}
