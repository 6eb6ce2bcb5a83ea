using System.Globalization;
using System.Text;
using Banyan.Cli.Output;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace Banyan.Cli.Marking;

/// <summary>A block of Markdown as a terminal shows it. What steers a terminal is shown here too, for Markdown can hide it in numbers of letters.</summary>
internal static class MarkdownText
{
    private const string Gap = "  ";
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough).Build();

    /// <summary>It in lines.</summary>
    public static string Of(string source) => string.Join('\n', Blocks(Markdown.Parse(source, Pipeline), source));

    private static IEnumerable<string> Blocks(ContainerBlock owner, string source)
    {
        foreach (var block in owner)
        {
            foreach (var line in Lines(block, source))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> Lines(Markdig.Syntax.Block block, string source) => block switch
    {
        HeadingBlock { Inline: { } text } => InlineText.Of(text, new Style { IsBold = true }).Split('\n'),
        ParagraphBlock { Inline: { } text } => InlineText.Of(text, new Style()).Split('\n'),
        ListBlock list => List(list, source),
        QuoteBlock quote => Blocks(quote, source).Select(line => new Style { IsDim = true }.On("\u2502 ") + line),
        ThematicBreakBlock => [new Style { IsDim = true }.On("\u2500\u2500\u2500")],
        Table table => Rows(table),
        _ => Source(block, source),
    };

    /// <summary>What is not dressed up: code with its fences, markup, and whatever else there may be.</summary>
    private static IEnumerable<string> Source(Markdig.Syntax.Block block, string source)
    {
        var end = Math.Min(source.Length, block.Span.End + 1);
        return source[Math.Clamp(block.Span.Start, 0, end)..end].Split('\n').Select(line => line.TrimStart().StartsWith("```", StringComparison.Ordinal) ? new Style { IsDim = true }.On(line) : line);
    }

    private static IEnumerable<string> List(ListBlock list, string source)
    {
        var number = int.TryParse(list.OrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : 1;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var marker = list.IsOrdered ? string.Create(CultureInfo.InvariantCulture, $"{number++}. ") : "- ";
            var isFirst = true;
            foreach (var line in Blocks(item, source))
            {
                yield return (isFirst ? marker : new string(' ', marker.Length)) + line;
                isFirst = false;
            }
        }
    }

    private static IEnumerable<string> Rows(Table table)
    {
        var rows = table.OfType<TableRow>().Select(row => (row.IsHeader, Cells: row.OfType<TableCell>().Select(Cell).ToList())).ToList();
        var widths = Enumerable.Range(0, rows.Max(row => row.Cells.Count)).Select(at => rows.Max(row => at < row.Cells.Count ? CellWidth.Of(row.Cells[at].Plain) : 0)).ToList();
        foreach (var (isHeader, cells) in rows)
        {
            var line = new StringBuilder();
            for (var at = 0; at < cells.Count; at++)
            {
                var style = new Style { IsBold = isHeader };
                line.Append(at > 0 ? Gap : "").Append(style.On(isHeader ? cells[at].Plain : cells[at].Shown)).Append(' ', at < cells.Count - 1 ? widths[at] - CellWidth.Of(cells[at].Plain) : 0);
            }

            yield return line.ToString();
        }
    }

    private static (string Plain, string Shown) Cell(TableCell cell)
    {
        var text = cell.OfType<ParagraphBlock>().FirstOrDefault()?.Inline;
        return text is null ? ("", "") : (InlineText.Of(text, Style.None), InlineText.Of(text, new Style()));
    }
}
