import EcoUnits

extension LandCoverLegend {
    /// The 17 classes of the International Geosphere-Biosphere Programme as MODIS products code them: 0 or 17
    /// water (MCD12 user guide, IGBP legend).
    ///
    /// The legend does not tell kinds of grassland apart: its subtype stays `grassland`, and the scenario says
    /// which row of a coefficient table stands for it. Which ecosystem type a savanna is, is our reading.
    public static let igbp = LandCoverLegend(
        id: "igbp",
        [
            LandCoverClass(0, .wetland, "water", surface: .water, LocalizedText(en: "water", zh: "水体")),
            LandCoverClass(
                1, .forest, "evergreen_needleleaf_forest",
                LocalizedText(en: "evergreen needleleaf forest", zh: "常绿针叶林")),
            LandCoverClass(
                2, .forest, "evergreen_broadleaf_forest",
                LocalizedText(en: "evergreen broadleaf forest", zh: "常绿阔叶林")),
            LandCoverClass(
                3, .forest, "deciduous_needleleaf_forest",
                LocalizedText(en: "deciduous needleleaf forest", zh: "落叶针叶林")),
            LandCoverClass(
                4, .forest, "deciduous_broadleaf_forest",
                LocalizedText(en: "deciduous broadleaf forest", zh: "落叶阔叶林")),
            LandCoverClass(5, .forest, "mixed_forest", LocalizedText(en: "mixed forest", zh: "混交林")),
            LandCoverClass(
                6, .shrubland, "shrubland", LocalizedText(en: "closed shrubland", zh: "郁闭灌丛")),
            LandCoverClass(
                7, .shrubland, "sparse_shrubland", LocalizedText(en: "open shrubland", zh: "稀疏灌丛")),
            LandCoverClass(8, .forest, "sparse_forest", LocalizedText(en: "woody savanna", zh: "多树草原")),
            LandCoverClass(9, .grassland, "grassland", LocalizedText(en: "savanna", zh: "稀树草原")),
            LandCoverClass(10, .grassland, "grassland", LocalizedText(en: "grassland", zh: "草地")),
            LandCoverClass(11, .wetland, "marsh", LocalizedText(en: "permanent wetland", zh: "永久湿地")),
            LandCoverClass(12, .cropland, "cropland", LocalizedText(en: "cropland", zh: "农田")),
            LandCoverClass(
                13, .urban, "built_up", surface: .built, LocalizedText(en: "urban and built-up", zh: "城镇建设用地")
            ),
            LandCoverClass(
                14, .cropland, "cropland_mosaic",
                LocalizedText(en: "cropland and natural vegetation", zh: "农田与自然植被镶嵌")),
            LandCoverClass(15, .other, "snow_and_ice", LocalizedText(en: "snow and ice", zh: "冰雪")),
            LandCoverClass(16, .bare, "bare", LocalizedText(en: "barren", zh: "裸地")),
            LandCoverClass(17, .wetland, "water", surface: .water, LocalizedText(en: "water", zh: "水体")),
        ])
}
