import EcoParameters
import EcoRuns
import EcoUnits

/// The report of a stored run: one self-contained HTML page in one language. All of it can be read without scripts;
/// the page's own one sorts tables and filters counties.
public enum ReportWriter {
    /// The page, well-formed as XML too. Reads the run folder only; computes nothing but sums.
    ///
    /// - Throws: ``DiagnosticFailure`` where a file of the folder is damaged. Absent files leave their
    ///   section out; absent columns are named in it.
    public static func html(of run: StoredRun, language: Language) throws(DiagnosticFailure) -> String {
        try html(of: RunContents(run, withOutlines: true), language: language)
    }

    static func html(of contents: RunContents, language: Language) throws(DiagnosticFailure) -> String {
        let context = ReportContext(contents, language)
        let sections = try sections(context)
        return Page(header: RunHeader(context), sections: sections, context: context).markup.written
    }

    /// In the order of a meeting: the verdict, what it rests on, the years, each county, then facts and sources.
    private static func sections(
        _ context: ReportContext
    ) throws(DiagnosticFailure) -> [any ReportSection] {
        let candidates: [(any ReportSection)?] = [
            try VerdictSection(context),
            try AccountsSection(context), AccountTablesSection(context), GEEPSection(context),
            try AirSection(context),
            try PaymentsSection(context), FairnessSection(context), ConsolidatedSection(context),
            ScoresSection(context), AllocationsSection(context),
            QuotaInfeasibilitySection(context), try QuotaSection(context), MarketPicturesSection(context),
            QuotaStudySection(context),
            SimulationSection(context), SearchSection(context),
            ChangeSection(context),
            CountySection(context),
            try WarningsSection(context), MethodSection(context), RulesSection(context),
            ProvenanceSection(context),
        ]
        return candidates.compactMap { $0 }
    }
}
