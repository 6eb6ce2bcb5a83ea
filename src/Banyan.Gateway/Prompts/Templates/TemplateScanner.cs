namespace Banyan.Gateway.Prompts.Templates;

/// <summary>Cuts a template into text and tags, in one pass.</summary>
internal sealed class TemplateScanner(string source)
{
    private const string RawOpen = "{{{{raw}}}}", RawClose = "{{{{/raw}}}}";
    private readonly List<TemplateToken> _tokens = [];
    private int _at;

    /// <summary>What is wrong; null when nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>Cuts it. Tags that stand alone on a line take the line with them.</summary>
    public IReadOnlyList<TemplateToken> Scan()
    {
        while (Problem is null && _at < source.Length)
        {
            var open = source.IndexOf("{{", _at, StringComparison.Ordinal);
            AddText(open < 0 ? source.Length : open);
            if (open >= 0)
            {
                TakeTag();
            }
        }

        return WithoutEmptyLines();
    }

    /// <summary>Line and column of a place, from 1.</summary>
    public string Place(int at)
    {
        var before = source.AsSpan(0, at);
        return $"line {before.Count('\n') + 1}, column {at - before.LastIndexOf('\n')}";
    }

    private void AddText(int end)
    {
        if (end > _at)
        {
            _tokens.Add(new TemplateToken(TemplateTag.None, source[_at..end], _at));
            _at = end;
        }
    }

    private void TakeTag()
    {
        var rest = source.AsSpan(_at);
        if (rest.StartsWith(RawOpen))
        {
            var end = source.IndexOf(RawClose, _at + RawOpen.Length, StringComparison.Ordinal);
            if (end < 0)
            {
                Fail($"{RawOpen} is never closed; write {RawClose} after it.");
                return;
            }

            _tokens.Add(new TemplateToken(TemplateTag.None, source[(_at + RawOpen.Length)..end], _at));
            _at = end + RawClose.Length;
            return;
        }

        if (rest.StartsWith("{{{"))
        {
            Fail("three braces mean nothing here: nothing is escaped, so write two. For braces as text use " + RawOpen + ".");
            return;
        }

        var (from, closing) = rest.StartsWith("{{!--") ? (_at + 5, "--}}") : (_at + 2, "}}");
        var close = source.IndexOf(closing, from, StringComparison.Ordinal);
        if (close < 0)
        {
            Fail("the tag is never closed.");
            return;
        }

        var token = closing == "--}}" ? new TemplateToken(TemplateTag.Comment, "", _at) : Tag(source.AsSpan(from, close - from).Trim());
        if (token.Tag == TemplateTag.None)
        {
            Fail("the tag is none of {{x}}, {{#if x}}, {{#unless x}}, {{#each x}}, {{else}}, {{/…}}, {{> prompt}} and {{! comment}}.");
            return;
        }

        _tokens.Add(token);
        _at = close + closing.Length;
    }

    private TemplateToken Tag(ReadOnlySpan<char> inside)
    {
        if (inside.IsEmpty)
        {
            return default;
        }

        var argument = inside[1..].Trim().ToString();
        return inside[0] switch
        {
            '!' => new TemplateToken(TemplateTag.Comment, "", _at),
            '>' => new TemplateToken(TemplateTag.Partial, argument, _at),
            '/' => new TemplateToken(TemplateTag.End, argument, _at),
            '#' => Block(argument),
            _ when inside is "else" => new TemplateToken(TemplateTag.Else, "", _at),
            _ => new TemplateToken(TemplateTag.Value, inside.ToString(), _at),
        };
    }

    private TemplateToken Block(string argument)
    {
        var cut = argument.AsSpan().IndexOfAny(' ', '\t', '\n');
        var about = cut < 0 ? "" : argument[cut..].Trim();
        return (cut < 0 ? argument : argument[..cut]) switch
        {
            "if" => new TemplateToken(TemplateTag.If, about, _at),
            "unless" => new TemplateToken(TemplateTag.Unless, about, _at),
            "each" => new TemplateToken(TemplateTag.Each, about, _at),
            _ => default,
        };
    }

    private void Fail(string what) => Problem = $"{Place(_at)}: {what}";

    private List<TemplateToken> WithoutEmptyLines()
    {
        var trimmed = new List<TemplateToken>(_tokens);
        for (var i = 0; i < _tokens.Count; i++)
        {
            if (!_tokens[i].IsSilent || !EndsLine(i - 1) || !BeginsLine(i + 1))
            {
                continue;
            }

            if (i > 0)
            {
                trimmed[i - 1] = trimmed[i - 1] with { Text = trimmed[i - 1].Text.TrimEnd(' ', '\t') };
            }

            if (i + 1 < _tokens.Count)
            {
                trimmed[i + 1] = trimmed[i + 1] with { Text = trimmed[i + 1].Text[(trimmed[i + 1].Text.IndexOf('\n', StringComparison.Ordinal) + 1)..] };
            }
        }

        return trimmed;
    }

    // Decided on the text as written: what an earlier tag took with it was a line of its own.
    private bool EndsLine(int i)
    {
        if (i < 0)
        {
            return true;
        }

        var text = _tokens[i].Tag == TemplateTag.None ? _tokens[i].Text.AsSpan().TrimEnd(" \t") : "x";
        return text.IsEmpty ? i == 0 : text[^1] == '\n';
    }

    private bool BeginsLine(int i)
    {
        if (i >= _tokens.Count)
        {
            return true;
        }

        var text = _tokens[i].Tag == TemplateTag.None ? _tokens[i].Text.AsSpan().TrimStart(" \t\r") : "x";
        return text.IsEmpty ? i == _tokens.Count - 1 : text[0] == '\n';
    }
}
