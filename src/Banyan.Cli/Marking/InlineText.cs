using System.Text;
using Banyan.Cli.Output;
using Markdig.Syntax.Inlines;

namespace Banyan.Cli.Marking;

/// <summary>What stands within a block of Markdown.</summary>
internal static class InlineText
{
    /// <summary>It as a terminal shows it.</summary>
    public static string Of(ContainerInline owner, Style style)
    {
        var shown = new StringBuilder();
        foreach (var inline in owner)
        {
            shown.Append(One(inline, style));
        }

        return shown.ToString();
    }

    private static string One(Inline inline, Style style) => inline switch
    {
        LiteralInline literal => style.On(Printable.Line(literal.Content.ToString())),
        CodeInline code => (style with { IsCode = true }).On(Printable.Line(code.Content)),
        EmphasisInline { DelimiterChar: '~' } struck => Of(struck, style with { IsStruck = true }),
        EmphasisInline emphasis => Of(emphasis, emphasis.DelimiterCount > 1 ? style with { IsBold = true } : style with { IsItalic = true }),
        LinkInline link => Link(link, style),
        AutolinkInline link => style.On(Printable.Line(link.Url)),
        LineBreakInline => "\n",
        HtmlEntityInline entity => style.On(Printable.Line(entity.Transcoded.ToString())),
        HtmlInline html => style.On(Printable.Line(html.Tag)),
        DelimiterInline delimiter => style.On(delimiter.ToLiteral()) + Of(delimiter, style),
        ContainerInline other => Of(other, style),
        _ => style.On(Printable.Line(inline.ToString() ?? "")),
    };

    /// <summary>Where a link leads is always told: its text may say something else.</summary>
    private static string Link(LinkInline link, Style style)
    {
        var (text, plain, url) = (Of(link, style), Of(link, Style.None), Printable.Line(link.Url ?? ""));
        return plain == url || url.Length == 0 ? text : $"{text} {style.On($"({url})")}";
    }
}
