namespace Banyan.Intents.Answering.Templates;

/// <summary>Parses an answer's template. <c>{{</c> and <c>}}</c> are braces; nesting is bounded. A template that is none gives its own text, so that nothing is ever lost.</summary>
internal static class TemplateParser
{
    private const int MaxDepth = 6;

    /// <summary>Parses a template.</summary>
    /// <returns>Null when it is malformed.</returns>
    public static IReadOnlyList<TemplateNode>? Parse(string template)
    {
        var at = 0;
        var nodes = ParseRow(template, ref at, 0);
        return nodes is not null && at == template.Length ? nodes : null;
    }

    private static List<TemplateNode>? ParseRow(string text, ref int at, int depth)
    {
        var nodes = new List<TemplateNode>();
        var words = new System.Text.StringBuilder();
        while (at < text.Length)
        {
            var c = text[at];
            if (c is '{' or '}' && at + 1 < text.Length && text[at + 1] == c && !(c == '}' && depth > 0))
            {
                words.Append(c);
                at += 2;
            }
            else if (c == '}')
            {
                break;
            }
            else if (c == '{')
            {
                Flush(words, nodes);
                at++;
                if (depth >= MaxDepth || ParseHole(text, ref at, depth + 1) is not { } hole)
                {
                    return null;
                }

                nodes.Add(hole);
            }
            else
            {
                words.Append(c);
                at++;
            }
        }

        Flush(words, nodes);
        return nodes;
    }

    private static TemplateNode? ParseHole(string text, ref int at, int depth)
    {
        var kind = at < text.Length && text[at] is '?' or '#' or '^' ? text[at++] : ' ';
        var start = at;
        while (at < text.Length && text[at] is not ('}' or ':' or '|' or '{'))
        {
            at++;
        }

        var path = text[start..at].Trim();
        if (at >= text.Length || path.Length == 0)
        {
            return null;
        }

        if (kind == ' ')
        {
            return ParseValue(text, ref at, path);
        }

        if (text[at] != ':')
        {
            return null;
        }

        at++;
        if (ParseRow(text, ref at, depth) is not { } body || at >= text.Length || text[at] != '}')
        {
            return null;
        }

        at++;
        return kind switch
        {
            '?' => new TemplateNode.When(path, body),
            '^' => new TemplateNode.Unless(path, body),
            _ => new TemplateNode.Each(path, body),
        };
    }

    private static TemplateNode.Value? ParseValue(string text, ref int at, string path)
    {
        string? format = null;
        if (text[at] == '|')
        {
            var start = ++at;
            while (at < text.Length && text[at] != '}')
            {
                at++;
            }

            format = text[start..at].Trim();
        }

        if (at >= text.Length || text[at] != '}')
        {
            return null;
        }

        at++;
        return new TemplateNode.Value(path, format);
    }

    private static void Flush(System.Text.StringBuilder words, List<TemplateNode> nodes)
    {
        if (words.Length > 0)
        {
            nodes.Add(new TemplateNode.Words(words.ToString()));
            words.Clear();
        }
    }
}
