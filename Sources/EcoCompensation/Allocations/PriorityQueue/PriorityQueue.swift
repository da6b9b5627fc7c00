import EcoAccounts
import EcoParameters
import EcoUnits

/// Quota in stock to projects, class by class in order of priority, with coefficients by environmental grade and
/// a provincial stock that fills what is short. Method: `PriorityQueue.md`.
public struct PriorityQueue: Allocation {
    enum Columns {
        static let holder = Column<String>.text(
            "holder",
            LocalizedText(en: "region that holds the stock, or `province`", zh: "指标所有地区或 `province`"))
        static let item = Column<String>.text(
            "item", kind: .identifier, LocalizedText(en: "what is in stock: nox, voc, co2", zh: "指标种类"))
        static let available = Column<FixedPoint>.exact(
            "available", unit: .named("t"), range: .nonNegative,
            LocalizedText(en: "quota in stock, tonnes", zh: "可分配量（吨）"))
        static let project = Column<String>.text("project", LocalizedText(en: "project", zh: "项目"))
        static let projectClass = Column<String>.text(
            "class", kind: .identifier, LocalizedText(en: "class of the project", zh: "项目类别"))
        static let grade = Column<String>.text(
            "grade", presence: .optional,
            LocalizedText(en: "environmental grade of the firm; coefficient 1 where empty", zh: "环境绩效等级"))
        static let requested = Column<FixedPoint>.exact(
            "requested", unit: .named("t"), range: .positive,
            LocalizedText(en: "quota that the project asks for, tonnes", zh: "申请量（吨）"))
        static let priority = Column<Int>.integer(
            "priority", range: 1...1000, LocalizedText(en: "1 comes first", zh: "优先顺序，1为先"))
        static let tilt = Column<FixedPoint>.exact(
            "tilt", range: .positive, presence: .optional,
            LocalizedText(en: "weight among classes of one priority; 1 where empty", zh: "同级倾斜系数"))
        static let toppedUp = Column<Bool>.boolean(
            "topped_up", LocalizedText(en: "whether the province fills what is short", zh: "不足部分是否由省级调配"))
        static let gradeKey = Column<String>.text(
            "grade", LocalizedText(en: "environmental grade", zh: "环境绩效等级"))
        static let coefficient = Column<FixedPoint>.exact(
            "coefficient", range: .closed(0, 2),
            LocalizedText(en: "part of the request that may be granted", zh: "差别化系数"))
    }

    static let province = "province"

    static let stockTable = TableDeclaration(
        id: "quota_stock", meaning: LocalizedText(en: "Quota in stock", zh: "总量指标库存"),
        columns: [
            Columns.holder.declaration, OwnColumn.period.declaration, Columns.item.declaration,
            Columns.available.declaration, OwnColumn.note.declaration,
        ], uniqueBy: ["holder", "period", "item"])
    static let demandsTable = TableDeclaration(
        id: "quota_demands", meaning: LocalizedText(en: "Requests of projects", zh: "项目申请表"),
        columns: [
            Columns.project.declaration, OwnColumn.region.declaration, OwnColumn.period.declaration,
            Columns.item.declaration, Columns.projectClass.declaration, Columns.grade.declaration,
            Columns.requested.declaration, OwnColumn.note.declaration,
        ], uniqueBy: ["project", "period", "item"])
    static let classesTable = TableDeclaration(
        id: "project_classes", meaning: LocalizedText(en: "Classes of projects", zh: "项目类别表"),
        columns: [
            Columns.projectClass.declaration, Columns.priority.declaration, Columns.tilt.declaration,
            Columns.toppedUp.declaration, OwnColumn.note.declaration,
        ], uniqueBy: ["class"])
    static let gradesTable = TableDeclaration(
        id: "grade_coefficients", meaning: LocalizedText(en: "Coefficients by grade", zh: "差别化系数表"),
        columns: [
            Columns.gradeKey.declaration, Columns.coefficient.declaration, OwnColumn.note.declaration,
        ], uniqueBy: ["grade"])

    private static let stockParameter = Parameter<Table>.table(
        "stock", stockTable, LocalizedText(en: "quota in stock", zh: "库存"))
    private static let demandsParameter = Parameter<Table>.table(
        "demands", demandsTable, LocalizedText(en: "requests", zh: "申请"))
    private static let classesParameter = Parameter<Table>.table(
        "classes", classesTable, LocalizedText(en: "classes with their priority", zh: "类别与优先顺序"))
    private static let gradesParameter = Parameter<Table>.table(
        "grades", gradesTable, LocalizedText(en: "coefficients by environmental grade", zh: "差别化系数")
    ).optional
    private static let stepParameter = Parameter<Rational>.exactQuantity(
        "step", unit: .named("t"), range: .positive, default: "0.001 t",
        LocalizedText(en: "quota is handed out in multiples of this", zh: "分配单位"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "priority_queue", title: LocalizedText(en: "Quota by priority", zh: "总量指标优先配置"),
            meaning: LocalizedText(
                en: "Quota in stock to projects by priority and grade, topped up by the province",
                zh: "按优先顺序与环境绩效差别化配置指标，不足由省级调配"),
            parameters: BlockIdentity.declarations + [
                stockParameter.declaration, demandsParameter.declaration, classesParameter.declaration,
                gradesParameter.declaration, stepParameter.declaration,
            ])
    }

    public let identity: BlockIdentity
    let stock: Table
    let demands: Table
    let classes: Table
    let grades: Table?
    let step: Rational

    public init(_ bound: BoundGroup) {
        identity = BlockIdentity(bound)
        stock = bound[Self.stockParameter]
        demands = bound[Self.demandsParameter]
        classes = bound[Self.classesParameter]
        grades = bound[Self.gradesParameter]
        step = bound[Self.stepParameter]
    }
}
