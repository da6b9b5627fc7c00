import EcoUnits

extension ReportText {
    // MARK: Verdict
    static let verdictTitle = both("Verdict", "结论")
    static let whoPaysMost = both("Who pays most", "净缴纳最多")
    static let whoReceivesMost = both("Who receives most", "净获得最多")
    static let whoBuysMost = both("Who spends most on quota", "购买指标净支出最多")
    static let whoSellsMost = both("Who earns most from quota", "出售指标净收入最多")
    static let whatBinds = both("What binds", "起约束作用的限值")
    static let nothingBinds = both("No limit binds.", "没有起约束作用的限值。")
    static let whetherProven = both("Is it proven?", "结论是否经过验证")
    static let whatIsProvisional = both("What is provisional", "暂定事项")
    static let howComputed = both("How this was computed", "数值由来")
    static let whatThePageSays = both(
        "The figures stand in the run folder; each table below names its addresses for explain.",
        "各数取自运行文件夹，各表下方列有 explain 所用的地址。")
    static func furtherParts(_ count: Int) -> LocalizedText {
        LocalizedText(en: "… and \(count) more, listed by explain", zh: "……另有 \(count) 项，见 explain")
    }
    static let whereFrom = both("Where these figures come from", "图表数值的由来")
    static let askFor = both("Every figure of the table can be explained, by ", "表中各数均可逐项追溯，地址为 ")
    static let forExample = both(", such as ", "，例如 ")
    static let airCard = both("Counties within the limit of PM2.5", "PM2.5 达标县数")
    static let airIndexCard = both("Composite index of the air", "环境空气质量综合指数")
    static let paidCard = both("Paid by counties", "各县缴纳合计")
    static let fundCard = both("Left in the funds", "资金池留存")
    static let toppedUpCard = both("Topped up by the upper level", "上级补足")
    static let proofCard = both("Is the plan the best one?", "方案是否最优")
    static let gepCard = both("Gross ecosystem product", "生态系统生产总值（GEP）")

    static let geepCard = both("GEEP", "经济生态生产总值（GEEP）")
    static let tradedCard = both("Paid between counties for quota", "各县之间指标价款")
    static let receptorCard = both("Receptors at their limit", "处于限值的受体点")

    static func timesGDP(_ ratio: String) -> LocalizedText {
        both("\(ratio) times GDP", "为 GDP 的 \(ratio) 倍")
    }
    static func buyersAndSellers(_ buyers: Int, _ sellers: Int) -> LocalizedText {
        both("\(buyers) counties buy, \(sellers) sell", "\(buyers) 县买入，\(sellers) 县卖出")
    }
    static func largestFall(_ amount: String) -> LocalizedText {
        both("▼ largest fall \(amount)", "▼ 最大降幅 \(amount)")
    }
    static func mostIn(_ county: String, _ amount: String) -> LocalizedText {
        both("most in \(county): \(amount)", "最高：\(county) \(amount)")
    }

    static func ofCounties(_ count: Int, _ all: Int) -> LocalizedText {
        both("\(count) of \(all)", "\(all) 个中 \(count) 个")
    }
    static func allAlike(_ value: String) -> LocalizedText {
        both("\(value) in all of them", "各地均为 \(value)")
    }
    static func bestAndWorst(_ best: String, _ worst: String) -> LocalizedText {
        both("best \(best), worst \(worst)", "最好 \(best)，最差 \(worst)")
    }
    static func improvedCounties(_ count: Int, _ all: Int) -> LocalizedText {
        both(
            "better than the year before in \(count) of \(all) counties", "\(all) 个县中 \(count) 个同比改善")
    }
    static func againstYear(_ year: String, current: String, constant: String) -> LocalizedText {
        both(
            "\(current) against \(year), \(constant) in constant prices",
            "较 \(year) 年 \(current)，可比价 \(constant)")
    }
    static func largestService(_ name: String, _ share: String) -> LocalizedText {
        both("\(name) makes \(share)", "\(name)占 \(share)")
    }
    static func payersAndReceivers(_ payers: Int, _ receivers: Int) -> LocalizedText {
        both(
            "\(payers) counties pay net, \(receivers) receive net", "\(payers) 县净缴纳，\(receivers) 县净获得")
    }
    static func receivedOnly(_ amount: String) -> LocalizedText {
        both("counties receive \(amount)", "各县获得 \(amount)")
    }
    static func savedBy(_ amount: String, _ share: String) -> LocalizedText {
        both(
            "▼ \(amount) less than without trade" + (share.isEmpty ? "" : " (\(share))"),
            "▼ 比无交易少 \(amount)" + (share.isEmpty ? "" : "（\(share)）"))
    }
    static func lacking(_ tonnes: String) -> LocalizedText {
        both("\(tonnes) t of quota are lacking", "缺口 \(tonnes) 吨")
    }
    static func gapText(_ gap: String) -> LocalizedText {
        both("gap to the lower bound \(gap)", "与下界的间隙 \(gap)")
    }
    static func yearsNotHeld(
        _ broken: Int, _ all: Int, _ receptor: String, _ year: String, _ after: String, _ limit: String
    ) -> LocalizedText {
        both(
            "In \(broken) of \(all) years of receptors the limit does not hold, as the scenario allows; the worst is "
                + "\(receptor) in the weather of \(year): \(after) µg/m³ against \(limit).",
            "按情景设定的要求，\(all) 个受体点气象年中有 \(broken) 个超过限值；最高为\(receptor) \(year) 年气象：\(after) µg/m³，"
                + "限值 \(limit) µg/m³。")
    }
    static func proofSpeaksOf(_ scope: LocalizedText) -> LocalizedText {
        both("The proof speaks of \(scope.en).", "证明的适用范围：\(scope.zh)。")
    }
    static func planProven(_ verdict: String, _ gap: String) -> LocalizedText {
        both(
            "The market's plan is \(verdict): relative gap \(gap), recomputed apart from the solver.",
            "交易方案\(verdict)：相对间隙 \(gap)，独立于求解器复算。")
    }
    static let balanced = both(
        "Every scheme balances to the fen in every period.", "各方案各时段收支平衡，精确到分。")
    static func unbalanced(_ count: Int) -> LocalizedText {
        both("\(count) balances do not close.", "有 \(count) 项收支不平衡。")
    }
    static func printedAgree(_ count: Int, _ all: Int) -> LocalizedText {
        both(
            "\(count) of \(all) printed figures are reproduced.", "\(all) 项公布数值中 \(count) 项得到复现。")
    }
    static func airPartlyValid(_ count: Int) -> LocalizedText {
        both(
            "\(count) annual figures of the air rest on too few valid days.", "\(count) 项空气质量年度数值有效天数不足。"
        )
    }
    static let nothingToProve = both("The run holds nothing to prove.", "本次测算没有需要验证的内容。")
    static func provisionalCount(_ count: Int, _ all: Int) -> LocalizedText {
        both(
            "\(count) of \(all) parameters have not been checked in print.",
            "\(all) 项参数中 \(count) 项未与印刷文本核对。")
    }
    static func warningCount(_ count: Int) -> LocalizedText {
        both(
            count == 1 ? "1 warning:" : "\(count) warnings; the first ones:", "警告 \(count) 条，其中：")
    }
    static func assumptionCount(_ count: Int) -> LocalizedText {
        both(
            count == 1 ? "1 stated assumption." : "\(count) stated assumptions.", "列明假设 \(count) 条。")
    }
    static let nothingProvisional = both(
        "No warning, no provisional parameter.", "没有警告，没有暂定参数。")
    static let allBelow = both("all of them", "全部见下文")
    static let sumOfCounties = both("the sum over the counties:", "各县合计：")
    static let netOf = both("received less paid, over all schemes", "各方案获得减缴纳")
    static func binding(_ count: Int, _ all: Int) -> LocalizedText {
        both("\(count) of \(all) receptors stand at their limit.", "\(all) 个受体点中 \(count) 个处于限值。")
    }
}
