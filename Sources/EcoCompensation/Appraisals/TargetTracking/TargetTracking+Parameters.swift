import EcoAccounts
import EcoParameters
import EcoUnits

extension TargetTracking {
    enum Columns {
        static let kind = Column<String>.choice(
            "kind", Kind.allCases.map { ChoiceOption($0.rawValue, $0.meaning) },
            LocalizedText(en: "what the value is made of", zh: "指标类型"))
        static let target = Column<FixedPoint>.exact(
            "target", LocalizedText(en: "target, in the row's unit", zh: "目标值"))
        static let direction = Column<String>.choice(
            "direction", Direction.allCases.map { ChoiceOption($0.rawValue, $0.meaning) },
            LocalizedText(en: "on which side the target is met", zh: "方向"))
        static let targetYear = Column<Int>.integer(
            "target_year", range: 1900...2200, presence: .optional,
            LocalizedText(en: "year in which the target is due", zh: "目标年份"))
        static let reads = Column<String>.text(
            "reads", kind: .identifier, presence: .optional,
            LocalizedText(en: "indicator whose value it reads; its own where empty", zh: "所读取的指标"))
        static let task = Column<String>.text(
            "task", kind: .identifier, presence: .optional,
            LocalizedText(en: "what is due where it is not met, such as special_cleanup", zh: "未达标时的任务"))
        static let actual = Column<FixedPoint>.exact(
            "actual", presence: .nullable, LocalizedText(en: "figure; empty where it is missing", zh: "实际值"))
        static let base = Column<FixedPoint>.exact(
            "base", range: .positive, presence: .optional,
            LocalizedText(en: "whole of a rate, base of a multiple", zh: "基数"))
        static let group = Column<String>.text(
            "group", LocalizedText(en: "region or joint area that the member belongs to", zh: "汇总区域"))
        static let weight = Column<FixedPoint>.exact(
            "weight", range: .nonNegative, presence: .optional,
            LocalizedText(en: "weight in the mean; 1 where empty", zh: "权重"))
    }

    static let targetsTable = TableDeclaration(
        id: "tracked_targets", meaning: LocalizedText(en: "Targets by subject and indicator", zh: "目标表"),
        columns: [
            OwnColumn.subject.declaration, OwnColumn.period.declaration, OwnColumn.indicator.declaration,
            Columns.kind.declaration, Columns.direction.declaration, Columns.target.declaration,
            OwnColumn.unit.declaration, Columns.targetYear.declaration, Columns.reads.declaration,
            Columns.task.declaration, OwnColumn.note.declaration,
        ], uniqueBy: ["subject", "period", "indicator"])

    static let valuesTable = TableDeclaration(
        id: "tracked_values", meaning: LocalizedText(en: "Figures of subjects, sites or members", zh: "实际值表"),
        columns: [
            OwnColumn.subject.declaration, OwnColumn.period.declaration, OwnColumn.indicator.declaration,
            Columns.actual.declaration, Columns.base.declaration, OwnColumn.note.declaration,
        ], uniqueBy: ["subject", "period", "indicator"])

    static let membersTable = TableDeclaration(
        id: "joint_areas",
        meaning: LocalizedText(en: "Members of joint areas, sites of counties", zh: "联防联控区域成员、县域点位"),
        columns: [Columns.group.declaration, OwnColumn.subject.declaration, Columns.weight.declaration],
        uniqueBy: ["group", "subject"])

    private static let targetsParameter = Parameter<Table>.table(
        "targets", targetsTable, LocalizedText(en: "targets", zh: "目标"))
    private static let valuesParameter = Parameter<Table>.table(
        "values", valuesTable, LocalizedText(en: "figures", zh: "实际值")
    ).optional
    private static let membersParameter = Parameter<Table>.table(
        "members", membersTable,
        LocalizedText(en: "members of areas whose value is the mean or sum over them", zh: "汇总区域成员")
    ).optional
    private static let pairsParameter = Parameter<[Pair]>.groups(
        "pairs", LocalizedText(en: "indicators judged together", zh: "协同控制指标对"))
    private static let readAirParameter = Parameter<Bool>.boolean(
        "read_air", default: "false",
        LocalizedText(en: "read figures that the table lacks from the evaluated air", zh: "表中缺少的数值取自空气质量评价结果")
    )
    private static let standardParameter = Parameter<String>.text(
        "standard", kind: .identifier,
        LocalizedText(en: "read only figures evaluated under this standard", zh: "只采用该标准下的评价结果")
    ).optional

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "target_tracking", title: LocalizedText(en: "Target tracking", zh: "目标跟踪"),
            meaning: LocalizedText(
                en: "Gap to targets, verdict and required yearly pace", zh: "目标差距、达标判定与年均所需进度"),
            parameters: BlockIdentity.declarations + [
                targetsParameter.declaration, valuesParameter.declaration, membersParameter.declaration,
                pairsParameter.declaration, readAirParameter.declaration, standardParameter.declaration,
            ])
    }

    public init(_ bound: BoundGroup) {
        identity = BlockIdentity(bound)
        targets = bound[Self.targetsParameter]
        values = bound[Self.valuesParameter]
        members = bound[Self.membersParameter]
        pairs = bound[Self.pairsParameter]
        readsAir = bound[Self.readAirParameter]
        standard = bound[Self.standardParameter]
    }
}
