import EcoParameters
import EcoUnits

/// The block `simulation`: years that play out from the scenario's one period.
public struct SimulationParameters: ParameterGroup {
    static let firstYearParameter = Parameter<Int>.integer(
        "first_year", range: 1990...2100, LocalizedText(en: "first simulated year", zh: "模拟起始年"))
    static let lastYearParameter = Parameter<Int>.integer(
        "last_year", range: 1990...2100, LocalizedText(en: "last simulated year", zh: "模拟终止年"))
    static let drawsParameter = Parameter<Int>.integer(
        "draws", range: 1...100_000, default: "1",
        LocalizedText(en: "draws of weather and parameters", zh: "气象与参数抽样次数"))
    static let seedParameter = Parameter<Int>.integer(
        "seed", range: 0...Int(Int32.max), default: "1",
        LocalizedText(en: "seed of the random numbers", zh: "随机数种子"))
    static let keptDrawsParameter = Parameter<DrawKeeping>.choice(
        "kept_draws", default: .automatic,
        LocalizedText(
            en: "values of single draws that the run folder keeps, in simulation_draws.csv",
            zh: "运行文件夹保存的各次抽样值（simulation_draws.csv）"))
    static let orderParameter = Parameter<[String]>.texts(
        "order", .oneOf(ProcessCatalogue.ids),
        LocalizedText(
            en: "processes of a year in their order; as catalogued where absent", zh: "每年各环节的次序，缺省按目录"))
    static let offParameter = Parameter<[String]>.texts(
        "switched_off", .oneOf(ProcessCatalogue.ids),
        LocalizedText(en: "processes that are left out", zh: "关闭的环节"))
    static let growthParameter = Parameter<GrowthParameters>.group(
        "growth", LocalizedText(en: "growth of emission, and projects", zh: "排放增长与项目")
    ).optional
    static let issueParameter = Parameter<QuotaIssueParameters>.group(
        "quota_issue", LocalizedText(en: "quota issued year by year", zh: "逐年核发指标")
    ).optional
    static let countiesParameter = Parameter<ResponseParameters>.group(
        "response", LocalizedText(en: "what counties choose of their own", zh: "各县自主响应")
    ).optional
    static let marketParameter = Parameter<MarketParameters>.group(
        "market", LocalizedText(en: "how the market plays out over the years", zh: "逐年指标市场")
    ).optional
    static let weatherParameter = Parameter<WeatherParameters>.group(
        "weather", LocalizedText(en: "weather drawn from observed days", zh: "由观测日抽取的气象")
    ).optional
    static let concentrationsParameter = Parameter<ConcentrationParameters>.group(
        "concentrations", LocalizedText(en: "from emission to concentration", zh: "排放到浓度")
    ).optional
    static let responseParameter = Parameter<HeavyPollutionParameters>.group(
        "heavy_pollution", LocalizedText(en: "alerts, cut lists and grades", zh: "重污染预警、减排清单与绩效等级")
    ).optional
    static let rankingParameter = Parameter<RankingParameters>.group(
        "ranking", LocalizedText(en: "rank among other cities", zh: "城市排名")
    ).optional
    static let waterParameter = Parameter<WaterParameters>.group(
        "water", LocalizedText(en: "sections of rivers", zh: "水质断面")
    ).optional
    static let fundsParameter = Parameter<FundsParameters>.group(
        "funds", LocalizedText(en: "budget, performance and carry of the fund", zh: "资金预算、绩效与结转")
    ).optional
    static let restorationParameter = Parameter<RestorationParameters>.group(
        "restoration", LocalizedText(en: "land restored by the fund", zh: "生态修复")
    ).optional
    static let servicesParameter = Parameter<ServicesParameters>.group(
        "services", LocalizedText(en: "ecosystem services and economy", zh: "生态产品与经济")
    ).optional
    static let trendsParameter = Parameter<TrendsParameters>.group(
        "trends", LocalizedText(en: "figures that follow a path of their own", zh: "外生指标")
    ).optional
    static let targetsParameter = Parameter<Table>.table(
        "targets", TargetTable.declaration, LocalizedText(en: "dated targets", zh: "分年目标")
    ).optional

    static let hooksParameter = Parameter<[HookParameters]>.groups(
        "hooks",
        LocalizedText(en: "values that change within the years, by date or by a figure", zh: "模拟期内的参数调整"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "simulation", title: LocalizedText(en: "Simulation", zh: "多年模拟"),
            meaning: LocalizedText(
                en:
                    "the years that follow: growth, market, air, payments, funds, land and targets, in many draws",
                zh: "逐年推演：增长、市场、空气、补偿、资金、土地与目标，多次抽样"),
            parameters: [
                firstYearParameter.declaration, lastYearParameter.declaration, drawsParameter.declaration,
                seedParameter.declaration, keptDrawsParameter.declaration, orderParameter.declaration,
                offParameter.declaration,
                growthParameter.declaration, issueParameter.declaration, countiesParameter.declaration,
                marketParameter.declaration,
                weatherParameter.declaration, concentrationsParameter.declaration,
                responseParameter.declaration, rankingParameter.declaration, waterParameter.declaration,
                fundsParameter.declaration, restorationParameter.declaration, servicesParameter.declaration,
                trendsParameter.declaration, targetsParameter.declaration, hooksParameter.declaration,
            ], rules: [yearsAreInOrder, processesStandOnce])
    }

    private static let yearsAreInOrder: GroupDeclaration.Rule = { bound, diagnostics in
        let (first, last) = (bound[firstYearParameter], bound[lastYearParameter])
        guard last < first || last - first >= 100 else { return }
        diagnostics.append(
            Diagnostic(
                code: "out_of_range", at: bound.location(of: lastYearParameter),
                path: bound.path(of: lastYearParameter),
                last < first ? "\(last) lies before \(first)" : "more than 100 years",
                hint: "let last_year be first_year or up to 99 years later"))
    }

    private static let processesStandOnce: GroupDeclaration.Rule = { bound, diagnostics in
        let order = bound[orderParameter]
        for (index, id) in order.enumerated() where order[..<index].contains(id) {
            diagnostics.append(
                Diagnostic(
                    code: "duplicate_id", at: bound.location(of: orderParameter),
                    path: bound.path(of: orderParameter), "the process '\(id)' stands twice",
                    hint: "name each process once"))
        }
    }

    public let firstYear: Int
    public let lastYear: Int
    public let draws: Int
    public let seed: UInt64
    let keptDraws: DrawKeeping
    let order: [String]
    let switchedOff: [String]
    let growth: GrowthParameters?
    let issue: QuotaIssueParameters?
    public let counties: ResponseParameters?
    var market: MarketParameters?
    let weather: WeatherParameters?
    let concentrations: ConcentrationParameters?
    let response: HeavyPollutionParameters?
    let ranking: RankingParameters?
    let water: WaterParameters?
    let funds: FundsParameters?
    let restoration: RestorationParameters?
    let services: ServicesParameters?
    let trends: TrendsParameters?
    let targets: Table?
    public let hooks: [HookParameters]
    let location: SourceLocation

    public init(_ bound: BoundGroup) {
        firstYear = bound[Self.firstYearParameter]
        lastYear = bound[Self.lastYearParameter]
        draws = bound[Self.drawsParameter]
        seed = UInt64(bound[Self.seedParameter])
        keptDraws = bound[Self.keptDrawsParameter]
        order = bound[Self.orderParameter]
        switchedOff = bound[Self.offParameter]
        growth = bound[Self.growthParameter]
        issue = bound[Self.issueParameter]
        counties = bound[Self.countiesParameter]
        market = bound[Self.marketParameter]
        weather = bound[Self.weatherParameter]
        concentrations = bound[Self.concentrationsParameter]
        response = bound[Self.responseParameter]
        ranking = bound[Self.rankingParameter]
        water = bound[Self.waterParameter]
        funds = bound[Self.fundsParameter]
        restoration = bound[Self.restorationParameter]
        services = bound[Self.servicesParameter]
        trends = bound[Self.trendsParameter]
        targets = bound[Self.targetsParameter]
        hooks = bound[Self.hooksParameter]
        location = bound.location
    }

    public var years: ClosedRange<Int> { firstYear...lastYear }

    /// The same with every measure in full.
    var withEveryMeasure: SimulationParameters {
        var own = self
        var market = market ?? .ofDefaults()
        market.abatement = .all
        own.market = market
        return own
    }
}
