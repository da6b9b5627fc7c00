/// The look of the report, on screen and on A4.
enum StyleSheet {
    static let text: StaticString = """
        :root { --ink: #1f2933; --muted: #52606d; --line: #d5dce3; --ground: #f5f7f9; --accent: #005a8c; }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body { margin: 0 auto; max-width: 1000px; padding: 24px 28px 48px; color: var(--ink); background: #fff;
          font: 15px/1.55 system-ui, -apple-system, "Segoe UI", "Helvetica Neue", Arial, "PingFang SC",
          "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei",
          sans-serif; }
        header { border-bottom: 3px solid var(--accent); margin-bottom: 8px; }
        .kind { margin: 0; color: var(--muted); }
        h1 { font-size: 26px; line-height: 1.3; margin: 2px 0 6px; overflow-wrap: anywhere; }
        .scope { margin: 0 0 10px; color: var(--muted); font-size: 13.5px; overflow-wrap: anywhere; }
        h2 { font-size: 20px; margin: 36px 0 12px; padding-bottom: 4px; border-bottom: 1px solid var(--line); }
        h3 { font-size: 16px; margin: 0 0 4px; }
        * + h3 { margin-top: 26px; }
        nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: 2px 18px; margin: 0; padding: 0; }
        nav a { display: inline-block; padding: 2px 0; }
        a { color: var(--accent); }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 1px; }
        dl { columns: 3 260px; column-gap: 24px; margin: 8px 0; }
        dt { color: var(--muted); font-size: 13px; break-after: avoid; }
        dd { margin: 0 0 8px; overflow-wrap: anywhere; break-inside: avoid; }
        .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(290px, 1fr)); gap: 10px; }
        .card { background: var(--ground); border-left: 4px solid var(--accent); padding: 8px 14px; }
        .card p { margin: 0; overflow-wrap: anywhere; }
        .card .label { color: var(--muted); font-size: 13px; }
        .card .value { font-size: 20px; font-weight: 600; line-height: 1.35; }
        .card .note { color: var(--ink); }
        .findings { columns: 2 380px; column-gap: 28px; margin: 14px 0; }
        .findings > div { break-inside: avoid; padding-bottom: 8px; }
        .findings h3 { margin: 0 0 2px; }
        .findings ul, .findings ol { margin: 0; padding-left: 20px; }
        .findings li { overflow-wrap: anywhere; }
        figure { margin: 18px 0 22px; overflow-x: auto; break-inside: avoid; }
        figure svg { display: block; width: 100%; min-width: 620px; height: auto; }
        .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(420px, 1fr)); gap: 0 20px; }
        .pair figure svg { min-width: 400px; }
        figcaption { font-weight: 600; font-size: 14px; margin-bottom: 6px; }
        svg text { font-family: system-ui, -apple-system, "Segoe UI", Arial, "PingFang SC", "Microsoft YaHei",
          "Noto Sans CJK SC", "Noto Sans SC", sans-serif; unicode-bidi: isolate; }
        svg .halo { paint-order: stroke; stroke: #fff; stroke-width: 3px; stroke-linejoin: round; }
        svg :not(svg):has(> title):hover { filter: brightness(0.85); }
        .table { overflow-x: auto; margin: 16px 0; }
        table { border-collapse: collapse; width: 100%; font-size: 13.5px; font-variant-numeric: tabular-nums; }
        caption { text-align: left; font-weight: 600; padding-bottom: 6px; font-size: 14px; }
        th, td { padding: 4px 8px; border-bottom: 1px solid var(--line); vertical-align: top; }
        thead th { background: var(--ground); vertical-align: bottom; font-weight: 600; text-wrap: balance; }
        th[aria-sort] { cursor: pointer; }
        th[aria-sort="ascending"]::after { content: " ▲"; }
        th[aria-sort="descending"]::after { content: " ▼"; }
        tbody th { text-align: left; font-weight: 400; }
        tbody tr:hover > * { background: #eef4f8; }
        td { text-align: right; white-space: nowrap; }
        th.t, td.t { text-align: left; overflow-wrap: anywhere; white-space: normal; }
        thead th { text-align: right; }
        thead th:first-child:not([class]) { text-align: left; }
        th.m, td.m { text-align: center; white-space: normal; padding-left: 2px; padding-right: 2px; }
        th.m { font-size: 12px; }
        th.g { text-align: center; border-left: 6px solid #fff; }
        tbody th, td.t { min-width: 7em; max-width: 26em; }
        tbody th { overflow-wrap: break-word; }
        .unit, small { display: block; color: var(--muted); font-weight: 400; font-size: 12px; }
        .sum th, .sum td { font-weight: 600; border-top: 2px solid var(--muted); }
        .note { color: var(--muted); font-size: 13px; margin: 4px 0; }
        .warning { border-left: 4px solid #d55e00; padding: 6px 12px; background: #fdf3ec; }
        .certificate { border: 1px solid var(--line); border-left: 4px solid #009e73; padding: 14px 18px; margin: 18px 0;
          break-inside: avoid; }
        .hashes td.t, code { font-family: ui-monospace, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace;
          font-size: 12px; overflow-wrap: anywhere; }
        details { margin: 6px 0; }
        summary { color: var(--accent); cursor: pointer; }
        .where { font-size: 13px; margin-top: -8px; }
        .where p, .how p { margin: 2px 0; }
        .how ul { margin: 2px 0 10px; padding-left: 20px; font-size: 13px; }
        .filter { display: none; margin: 8px 0; }
        .js .filter { display: block; }
        .filter input { font: inherit; padding: 4px 8px; width: 100%; max-width: 24em; border: 1px solid var(--muted); }
        .index { columns: 8em; column-gap: 18px; list-style: none; padding: 0; margin: 10px 0; font-size: 14px; }
        .index li { overflow-wrap: anywhere; padding: 2px 0; }
        .county { border-top: 2px solid var(--line); padding-top: 10px; margin-top: 22px; overflow-x: auto; }
        .county[hidden], li[hidden] { display: none; }
        .county h3 { overflow-wrap: anywhere; }
        .county p { margin: 4px 0; }
        .county table { margin: 10px 0; }
        .county caption { font-size: 13.5px; padding-bottom: 2px; }
        @media (max-width: 640px) { body { padding: 14px 12px 32px; } h1 { font-size: 21px; }
          .cards, .pair { grid-template-columns: minmax(0, 1fr); } dl { columns: 1; }
          td.t { min-width: 9em; } td.t:last-child { min-width: 16em; } thead th { word-break: keep-all; } nav a { padding: 5px 0; } }
        @page { size: A4; margin: 14mm 13mm; }
        @media print {
          body { max-width: none; padding: 0; font-size: 10pt; line-height: 1.45; }
          nav, .filter, .js .filter, .where, .back, details:not([open]) { display: none; }
          h1 { font-size: 18pt; }
          h2 { break-after: avoid; margin: 20px 0 8px; }
          #verdict { break-after: page; }
          #verdict h2 { margin-top: 8px; }
          .cards { grid-template-columns: repeat(3, 1fr); gap: 6px; }
          .card .value { font-size: 13pt; }
          .card .note, .card .label, .findings { font-size: 9pt; }
          .findings { columns: 2; margin: 8px 0; }
          .pair { grid-template-columns: 1fr 1fr; }
          .county { break-before: page; border-top: 0; overflow: visible; }
          .short { break-inside: avoid; }
          tbody tr:first-child, tbody tr:nth-child(2), .sum { break-before: avoid; }
          tr, .card { break-inside: avoid; }
          caption, figcaption, h3 { break-after: avoid; }
          thead { display: table-header-group; }
          .table, figure { overflow: visible; }
          figure svg, .pair figure svg { min-width: 0; max-height: 245mm; }
          table { font-size: 8.5pt; }
          th, td { padding: 2px 5px; }
          td.t, tbody th { min-width: 6.7em; }
          thead th:not(.m) { min-width: 3.4em; }
          * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
        }

        """
}
