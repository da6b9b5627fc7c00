import EcoAir
import EcoCompensation
import EcoIndicators
import EcoParameters
import EcoQuota
import EcoUnits

extension Catalogue {
    static let indicators: [CatalogueEntry] = IndicatorCatalogue.entries.map { entry in
        let declared = entry.declaration
        return CatalogueEntry(id: declared.id, title: declared.title) { language in
            let gives = LocalizedText(en: "gives", zh: "结果")(language)
            let components = declared.components.map { "\($0.id) (\($0.title(language)), \($0.unit))" }
            return "\(declared.id): \(declared.title(language))\n\(declared.meaning(language))\n"
                + "\(gives): \(declared.unit); \(components.joined(separator: "; "))\n\n"
                + block(declared.parameters.id, language) + declared.rasterText(language)
        }
    }

    static let schemes: [CatalogueEntry] = SchemeCatalogue.families.map { family in
        CatalogueEntry(id: family.id, title: family.declaration.title) { language in
            let names = LocalizedText(en: "presets", zh: "预设")(language)
            let presets = family.presets.map { "  \($0.id)  \($0.title(language))\n" }.joined()
            return block(family.declaration.id, language) + (presets.isEmpty ? "" : "\n\(names):\n\(presets)")
        }
    }

    static let adjusters = AdjusterCatalogue.adjusters.map { entry($0.declaration) }
    static let appraisals = AppraisalCatalogue.appraisals.map { entry($0.declaration) }
    static let allocations = AllocationCatalogue.allocations.map { entry($0.declaration) }
    static let quotaRules = QuotaRuleCatalogue.rules.map { entry($0.declaration) }

    private static func entry(_ declaration: GroupDeclaration) -> CatalogueEntry {
        CatalogueEntry(id: declaration.id, title: declaration.title) { block(declaration.id, $0) }
    }

    static let presets: [CatalogueEntry] = schemePresets + quotaPresets

    private static let quotaPresets: [CatalogueEntry] = QuotaPreset.all.map { preset in
        CatalogueEntry(id: preset.id, title: preset.title) { language in
            let entries = preset.entries.map { "  \($0.rule)\n      \($0.source) [\($0.status.rawValue)]\n" }
            return "\(preset.id): \(preset.title(language)) (quota)\n\n" + entries.joined()
        }
    }

    private static let schemePresets: [CatalogueEntry] = SchemeCatalogue.families.flatMap { family in
        family.presets.map { preset in
            CatalogueEntry(id: preset.id, title: preset.title) { language in
                let entries = preset.entries.map {
                    "  \($0.path): \($0.value.yaml)\n      \($0.source) [\($0.status.rawValue)]\n"
                }
                return "\(preset.id): \(preset.title(language)) (\(family.id))\n\n" + entries.joined()
            }
        }
    }

    static let standards: [CatalogueEntry] = AirStandard.Version.allCases.map { version in
        let standard = AirStandard(version)
        return CatalogueEntry(id: version.rawValue, title: standard.title) { language in
            let grades = LocalizedText(en: "limits of grade I / grade II", zh: "一级 / 二级浓度限值")(language)
            let limits = standard.limits.rows.map { row in
                "  \(row.pollutant.id) \(row.averaging.rawValue): \(text(row.gradeI)) / \(text(row.gradeII)) "
                    + "\(row.pollutant.unit)\n"
            }
            return "\(version.rawValue): \(standard.title(language))\n\n\(grades):\n" + limits.joined()
        }
    }

    private static func text(_ concentration: Concentration) -> String {
        Rational(Int128(concentration.millionths), over: 1_000_000)?.decimalText ?? ""
    }

    static let rulePacks: [CatalogueEntry] = RulePackCatalogue.packs.map { pack in
        CatalogueEntry(id: pack.id, title: pack.title) { language in
            pack.description(language)
        }
    }

    static let solvers: [CatalogueEntry] = ProgramSolverCatalogue.all.map { solver in
        // A solver has no texts of its own: its id in words.
        let words = String(solver.id.map { $0 == "_" ? " " : $0 })
        return CatalogueEntry(id: solver.id, title: LocalizedText(en: words, zh: words)) { _ in
            "\(solver.id)\n"
        }
    }

    static let templates: [CatalogueEntry] = TemplateCatalogue.all.map { template in
        CatalogueEntry(id: template.id, title: template.title) { language in
            let tables = template.tables.map { "  \($0.bureau.workbook)#\($0.sheet)\n" }.joined()
            return "\(template.id): \(template.title(language))\n\(template.meaning(language))\n\(tables)"
        }
    }

    static let blocks: [CatalogueEntry] = specification.groups.map { group in
        CatalogueEntry(id: group.id, title: group.title) { group.description($0) }
    }

    static let tables: [CatalogueEntry] = specification.tables.map { table in
        CatalogueEntry(id: table.id, title: table.meaning) { table.description($0) }
    }

    private static func block(_ id: String, _ language: Language) -> String {
        specification.groups.first { $0.id == id }?.description(language) ?? ""
    }
}
